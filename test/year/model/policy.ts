// What the program's staff decide about reminders: given to the model as data, for it to apply by the spec.
import type { Kind } from './student.ts';

/** Times are `HH:mm` in the person's zone, days ISO, both ends included. */
export interface Policy {
  schoolZone: string;
  closed: readonly { from: string; to: string }[];
  budgetPerWeek: number;
  mergeWithinMinutes: number;
  quiet: { from: string; to: string };
  closeDayFrom: string;
  hours: Record<'preclerkship' | 'pce' | 'post-pce' | 'others', string>;
  digestAt: string;
  welcome: { from: string; to: string };
  /** Leads as ISO durations: days or hours before. */
  leads: Record<Kind, { messages: readonly string[]; digest: readonly string[] }>;
  /** Match Days by match, as staff entered them; a specialty that is not named matches in the first. */
  matchDays: readonly { match: string; day: string; specialties: readonly string[] | 'others' }[];
}
