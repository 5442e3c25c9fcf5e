import type { Feature } from '../feature.ts';
import { advising } from './advising/index.ts';
import { asks } from './asks/index.ts';
import { broadcasts } from './broadcasts/index.ts';
import { calendar } from './calendar/index.ts';
import { staffConsole } from './console/index.ts';
import { home } from './home/index.ts';
import { interviews } from './interviews/index.ts';
import { mentorship } from './mentorship/index.ts';
import { milestones } from './milestones/index.ts';
import { people } from './people/index.ts';
import { reminders } from './reminders/index.ts';
import { rollover } from './rollover/index.ts';
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
  advising,
  asks,
  mentorship,
  interviews,
  specialties,
  reminders,
  settings,
  broadcasts,
  people,
  staffConsole,
  rollover,
  staff,
];
