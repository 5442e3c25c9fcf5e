import type { Feature } from '../feature.ts';
import { calendar } from './calendar/index.ts';
import { home } from './home/index.ts';
import { interviews } from './interviews/index.ts';
import { milestones } from './milestones/index.ts';
import { reminders } from './reminders/index.ts';
import { rsvp } from './rsvp/index.ts';
import { settings } from './settings/index.ts';
import { specialties } from './specialties/index.ts';
import { staff } from './staff/index.ts';

/** The contents page: everything the bot does, in the order in which help and `next` speak of it. */
export const features: readonly Feature[] = [
  home,
  rsvp,
  calendar,
  milestones,
  interviews,
  specialties,
  reminders,
  settings,
  staff,
];
