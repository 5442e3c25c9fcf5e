// The shape of program/*.yaml. Unknown keys are refused, so that a typing mistake is found and not ignored.
import { z } from 'zod';
import { DONE_WHEN } from '../domain/advising.ts';
import { clauseOf } from '../domain/audience.ts';
import { CYCLE_STATES } from '../domain/cycles.ts';
import { isDay, MONTHS, WEEKDAYS } from '../domain/day.ts';
import { isHour } from '../domain/hour.ts';
import { isLead } from '../domain/lead.ts';
import { PHASES, TRACKS } from '../domain/phases.ts';
import type { PolicyKind } from '../domain/reminder.ts';
import { ROLES } from '../domain/roles.ts';
import { isZone } from '../domain/zone.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected an id like road-to-residency-1');
const text = z.string().trim().min(1);
const day = z.string().refine(isDay, 'expected a day that exists, written 2027-01-31');
const url = z.url({ protocol: /^https$/, error: 'expected a link that begins with https://' });
const month = z.enum(MONTHS);

const closedDay = z.strictObject({ from: day, to: day.optional(), name: text });

const school = z.strictObject({
  name: text,
  program: text,
  page: url,
  timeZone: z.string().refine(isZone, 'expected an IANA time zone like America/New_York'),
  academicYearStartsIn: month,
  closedDays: z.array(closedDay),
});

const classCalendar = z.strictObject({
  class: z.number().int().min(2000).max(2100),
  track: z.enum(TRACKS),
  entry: day,
  pce: day,
  postPce: day,
  graduation: day,
  provisional: z.boolean(),
});

const clause = z
  .strictObject({
    phase: z.enum(PHASES).optional(),
    track: z.enum(TRACKS).optional(),
    cycle: z.enum(CYCLE_STATES).optional(),
    role: z.enum(ROLES).optional(),
  })
  .refine((named) => Object.keys(named).length > 0, 'expected at least one of phase, track, cycle and role')
  .transform(clauseOf);

const only = z.strictObject({ track: z.enum(TRACKS) });

/** In which months something happens: of any academic year, of one counted from entry, or of one counted from the Match year. */
const monthsWindow = z.strictObject({
  months: z.array(month).min(1),
  year: z.number().int().min(1).max(8).optional(),
  match: z.number().int().min(-3).max(1).optional(),
  /** The season, or what the window waits for, in words: "fall", "after Match week". */
  called: text.optional(),
  /** Due on the last day of this entry's sessions, once those are dated. */
  dueAtEndOf: id.optional(),
  /** On the day that staff enter for this match, as long as no session is dated. */
  matchDay: id.optional(),
  /** Opens on the Monday after this entry's last session. */
  after: id.optional(),
  /** A milestone for which staff name a day; sessions and seasons await one anyway. */
  awaitsDate: z.literal(true).optional(),
  only: only.optional(),
});

/** Due by the last day of month `to` of the phase, open from the first day of month `from`. */
const phaseMonthsWindow = z.strictObject({
  phase: z.enum(PHASES),
  monthsOfPhase: z.tuple([z.number().int().min(1), z.number().int().min(1)]),
});

/** Due on the day that lies so many months before a phase starts. */
const beforePhaseWindow = z.strictObject({ phase: z.enum(PHASES), monthsBefore: z.number().int().min(1) });

const datedByStaff = z.strictObject({ datedBy: z.literal('staff') });

const window = z.union([monthsWindow, phaseMonthsWindow, beforePhaseWindow, datedByStaff]);

const entry = z.strictObject({
  id,
  title: text,
  alsoCalled: z.array(text).default([]),
  kind: z.enum(['class-meeting', 'session', 'series', 'season', 'milestone', 'listing']),
  for: z.array(clause).min(1),
  when: z.array(window),
  hosts: z.array(id).default([]),
  purpose: text,
  topics: z.array(text).default([]),
  /** What one session of a series is called, for `5 more panels`. */
  unit: z.strictObject({ one: text, many: text }).optional(),
  /** What is ticked off: a milestone of several steps, or a group of milestones, each for its own audience. */
  items: z
    .array(
      z.strictObject({
        id,
        title: text,
        for: z.array(clause).min(1).optional(),
        doneWhen: z.enum(DONE_WHEN).optional(),
      }),
    )
    .default([]),
  /** What completes a milestone without its student ticking it off; a step has its own. */
  doneWhen: z.enum(DONE_WHEN).optional(),
  /** Not everybody needs it: it can be waved away without a reason. */
  optional: z.boolean().default(false),
  /** Nobody is asked to think of it: it is there for those who look. */
  reminded: z.boolean().default(true),
  resources: z.array(id).default([]),
});

const peopleRole = z.strictObject({ id, name: text, alsoCalled: z.array(text).default([]) });

const contact = z.strictObject({
  name: text,
  title: text,
  roles: z.array(id).min(1),
  interim: z.boolean().default(false),
  from: day.optional(),
  until: day.optional(),
  email: z.email().optional(),
  phone: text.optional(),
  /** When the phone is answered, by weekday, as it is read out: `9 AM to 5 PM`. */
  hours: z.partialRecord(z.enum(WEEKDAYS), text).optional(),
});

const advising = z.strictObject({
  id,
  title: text,
  alsoCalled: z.array(text).default([]),
  for: z.array(clause).min(1),
  who: text,
  purpose: text,
  bring: z.array(text).default([]),
  reach: text,
  /** Each student has one in their own Society, and it is named with the Society. */
  ofSociety: z.boolean().default(false),
  contacts: z.array(id).default([]),
  resources: z.array(id).default([]),
});

const resource = z.strictObject({
  id,
  title: text,
  url,
  access: z.enum(['open', 'harvardkey', 'aamc']),
});

const hour = z.string().refine(isHour, 'expected a time of day like 18:30');
const hours = z.strictObject({ from: hour, to: hour });
const lead = z.string().refine(isLead, 'expected whole days or hours before, like P14D or PT1H');

/** How a kind is reminded of: in messages of its own, and in the digest. */
const policy = z.strictObject({
  messages: z.array(lead),
  digest: z.array(lead),
  /** Nobody can switch it off. */
  mandatory: z.boolean().default(false),
  /** What the person agreed to: it waits for no working day, and is not counted. */
  booked: z.boolean().default(false),
});

const reminders = z.strictObject({
  /** Unprompted messages to one person, Monday to Sunday. */
  budgetPerWeek: z.number().int().min(1),
  /** What falls due within so many minutes of a message goes into it. */
  mergeWithinMinutes: z.number().int().min(0),
  /** Nothing is said in these hours of the person's zone, unless they chose others. */
  quiet: hours,
  /** In quiet hours, a closed day is told from this hour on. */
  closeDayFrom: hour,
  /** At which hour of the person's zone one is reminded, by phase. */
  hours: z.strictObject({ preclerkship: hour, pce: hour, 'post-pce': hour, others: hour }),
  digest: z.strictObject({ weekday: z.enum(WEEKDAYS), at: hour }),
  /** The first contact is made in these hours. */
  welcome: hours,
  kinds: z.strictObject({
    'class-meeting': policy,
    session: policy,
    milestone: policy,
    interview: policy,
    'mentor-meeting': policy,
  } satisfies Record<PolicyKind, typeof policy>),
});

/** Peer mentorship: what a season is made of. */
const mentorship = z.strictObject({
  /** In which hours of a working day, in their own zone, a mentor is asked; the days to answer are counted in them. */
  hours,
  /** Whom both of a pair can turn to when something happened: people roles, in this order. */
  reporting: z.array(id).min(1),
  /** A first question to talk about, where the two have no topic in common. */
  question: text,
  /** Slack shows ten boxes. */
  topics: z
    .array(z.strictObject({ id, name: text, question: text }))
    .min(1)
    .max(10),
});

const broadcasts = z.strictObject({
  /** What goes to more people than this is approved by a second staff member. */
  approvalOver: z.number().int().min(0),
  /** So many days before the day by which something is to be acknowledged, those who have not are reminded. */
  nudgeDaysBefore: z.number().int().min(1),
});

/** Practice interviews: how long they are and when an evening has them, in the school's zone; the template of all slots. */
const interviews = z.strictObject({
  minutes: z.number().int().min(5).max(120),
  weekdays: z.array(z.enum(WEEKDAYS)).min(1),
  starts: z.array(hour).min(1).max(12),
});

export const programFile = z.strictObject({
  school,
  matches: z.array(z.strictObject({ id, name: text })).min(1),
  specialties: z.array(z.strictObject({ id, name: text, alsoCalled: z.array(text).default([]), match: id })).min(1),
  /** Years before a residency in which one applies as well, and which need no RASA. */
  preliminaryYears: z.array(z.strictObject({ id, name: text })),
  societies: z.array(z.strictObject({ name: text, track: z.enum(TRACKS) })).min(1),
  classes: z.array(classCalendar).min(1),
  peopleRoles: z.array(peopleRole).min(1),
  contacts: z.array(contact).min(1),
  advising: z.array(advising).min(1),
  resources: z.array(resource),
  /** Whom `next` ends with, by phase: the id of an advising role. `away` is for leave and PhD years (else `others`). */
  turnTo: z.strictObject({ preclerkship: id, pce: id, 'post-pce': id, away: id.optional(), others: id }),
  reminders,
  broadcasts,
  interviews,
  /** Whom graduating students can call in Match week: people roles, in this order; and whom to ask for a number that is not known. */
  matchWeek: z.strictObject({ call: z.array(id).min(1), office: id }),
  mentorship,
  entries: z.array(entry).min(1),
});

export type ProgramFile = z.infer<typeof programFile>;
export type Entry = ProgramFile['entries'][number];
export type Window = Entry['when'][number];
export type AdvisingRole = ProgramFile['advising'][number];
export type Resource = ProgramFile['resources'][number];
export type Specialty = ProgramFile['specialties'][number];
export type ReminderRules = ProgramFile['reminders'];
export type InterviewRules = ProgramFile['interviews'];
export type Contact = ProgramFile['contacts'][number];
