// What of a session is different beside its time, in words for staff. Pure.
import { momentText } from '../../../domain/wording.ts';
import { findSpecialtyName } from '../../../program/find-specialty.ts';
import type { Program } from '../../../program/program.ts';
import type { SessionPlan } from './session-changes.ts';

export interface FieldChange {
  name: string;
  /** null: there is none, or was none. */
  is: string | null;
  was: string | null;
}

function valuesOf(program: Program, session: SessionPlan): [name: string, value: string | null][] {
  const { title, specialty, place, link, capacity, rsvpClosesAt, recording } = session;
  const zone = program.file.school.timeZone;
  return [
    ['Title', title],
    ['Specialty', specialty === null ? null : findSpecialtyName(program, specialty)],
    ['Place', place],
    ['Link', link],
    ['Places', capacity === null ? null : String(capacity)],
    ['Answers are taken until', rsvpClosesAt === null ? null : momentText(rsvpClosesAt, zone)],
    ['Recording', recording],
  ];
}

/** Of a new session whatever it has. */
export function fieldChanges(program: Program, before: SessionPlan | null, after: SessionPlan): FieldChange[] {
  const had = new Map(before ? valuesOf(program, before) : []);
  return valuesOf(program, after)
    .map(([name, is]) => ({ name, is, was: had.get(name) ?? null }))
    .filter(({ is, was }) => is !== was);
}

/** What a session is called: by its own title, or that of its event. */
export function titleOfSession(program: Program, { title, entry }: Pick<SessionPlan, 'title' | 'entry'>): string {
  return title ?? program.entry(entry)?.title ?? entry;
}
