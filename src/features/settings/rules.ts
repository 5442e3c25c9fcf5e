// What is chosen in the form of the settings, read and checked.
import { addDays, type Day, isDay } from '../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../domain/form-values.ts';
import { atHour, type Hour, isHour, isWithinHours } from '../../domain/hour.ts';
import { isLead, type Lead } from '../../domain/lead.ts';
import type { PersonSettings } from '../../domain/person-settings.ts';
import { POLICY_KINDS, type PolicyKind } from '../../domain/reminder.ts';
import type { ReminderRules } from '../../program/schema.ts';

/** The ids of the form's fields. */
export const FIELDS = {
  kinds: 'kinds',
  hour: 'hour',
  quietFrom: 'quiet-from',
  quietTo: 'quiet-to',
  digest: 'digest',
  zone: 'zone',
  pause: 'pause',
  pauseUntil: 'pause-until',
  silence: 'silence',
  silenceUntil: 'silence-until',
} as const;

/** The field of a kind's lead times. */
export function leadsField(kind: PolicyKind): string {
  return `leads-${kind}`;
}

/** What a menu says where the program decides. */
export const AS_PROGRAM = 'program';

const SESSION_LEADS: readonly Lead[] = ['P2D', 'P1D', 'PT2H', 'PT1H'];
const MILESTONE_LEADS: readonly Lead[] = ['P14D', 'P7D', 'P2D', 'P1D'];

/** Hours of a lead, to put the longest first. */
function lengthOf(lead: Lead): number {
  const [, days = '0', hours = '0'] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(lead) ?? [];
  return Number(days) * 24 + Number(hours);
}

/** Lead times that one can choose for a kind, the longest first: the program's own are always among them. */
export function leadChoices(rules: ReminderRules, kind: PolicyKind): Lead[] {
  const offered = kind === 'milestone' ? MILESTONE_LEADS : SESSION_LEADS;
  return [...new Set([...offered, ...rules.kinds[kind].messages])].sort((a, b) => lengthOf(b) - lengthOf(a));
}

/** Kinds of which everybody is told in a message of its own: one lead time at least is kept. */
export function needsLead({ kinds }: ReminderRules, kind: PolicyKind): boolean {
  return kinds[kind].mandatory && kinds[kind].messages.length > 0;
}

/** Kinds that can be switched off. */
export function optionalKinds(rules: ReminderRules): PolicyKind[] {
  return POLICY_KINDS.filter((kind) => !rules.kinds[kind].mandatory);
}

type Problems = Record<string, string>;

function oneOf(entered: FormValues, field: string): string | null {
  return enteredText(entered, field) || null;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

/** Own lead times, where they differ from the program's; in a form that does not have the kind they stay as they were. */
function readLeads(
  rules: ReminderRules,
  entered: FormValues,
  before: PersonSettings,
  problems: Problems,
): PersonSettings['leads'] {
  const leads: Partial<Record<PolicyKind, readonly Lead[]>> = {};
  for (const kind of POLICY_KINDS) {
    const field = leadsField(kind);
    const own = entered.has(field) ? enteredChoices(entered, field).filter(isLead) : before.leads[kind];
    if (entered.has(field) && own?.length === 0 && needsLead(rules, kind))
      problems[field] = 'Everybody is reminded of these. Please keep one at least.';
    if (own && !isSame(own, rules.kinds[kind].messages)) leads[kind] = own;
  }
  return leads;
}

/** A chosen hour; null where the program decides. */
function readHour(entered: FormValues, field: string): Hour | null {
  const value = oneOf(entered, field);
  return value !== null && isHour(value) ? value : null;
}

/** Some hours of the day have to be left in which something can be said. */
const MOST_QUIET_MINUTES = 18 * 60;

function minutesBetween(from: Hour, to: Hour): number {
  const minutes = (hour: Hour) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5));
  return (minutes(to) - minutes(from) + 24 * 60) % (24 * 60);
}

function readQuiet(rules: ReminderRules, entered: FormValues, problems: Problems): PersonSettings['quiet'] {
  const [from, to] = [readHour(entered, FIELDS.quietFrom), readHour(entered, FIELDS.quietTo)];
  if (from === null && to === null) return null;
  const { quiet } = rules;
  const own = { from: from ?? quiet.from, to: to ?? quiet.to };
  if (own.from === own.to) problems[FIELDS.quietTo] = 'Please choose another hour than the one at which quiet begins.';
  else if (minutesBetween(own.from, own.to) > MOST_QUIET_MINUTES)
    problems[FIELDS.quietTo] = 'Please leave me six hours of the day at least. A pause keeps me quiet for longer.';
  return own;
}

/** The zone a text names, as `Europe/London`; undefined where there is none of that name. */
export type FindZone = (text: string) => string | undefined;

function readZone(entered: FormValues, findZone: FindZone, problems: Problems): string | null {
  const text = enteredText(entered, FIELDS.zone);
  if (text === '') return null;
  const zone = findZone(text);
  if (zone === undefined)
    problems[FIELDS.zone] =
      'I know time zones by names like America/New_York or Europe/London. Empty means: as in Slack.';
  return zone ?? null;
}

/** A pause ends some day: who is away for longer is on leave, which staff enter. */
const MOST_DAYS = 120;

/** A day after today, some months ahead at most; `otherwise` says what to choose where none was. */
function readDayAhead(
  entered: FormValues,
  field: string,
  today: Day,
  problems: Problems,
  otherwise: string,
): Day | null {
  const day = oneOf(entered, field);
  if (day === null || !isDay(day) || day <= today) problems[field] = otherwise;
  else if (day <= addDays(today, MOST_DAYS)) return day;
  else problems[field] = 'Please choose a day within four months; you can lengthen it then.';
  return null;
}

function readPause(entered: FormValues, today: Day, problems: Problems): Day | null {
  if (oneOf(entered, FIELDS.pause) !== 'until') return null;
  const otherwise = 'Please choose the day after today on which I may write again.';
  return readDayAhead(entered, FIELDS.pauseUntil, today, problems, otherwise);
}

/** What the menu of Quiet until says: nothing, what stands already, or the morning of a day. */
export const SILENCE = { none: 'none', kept: 'kept', until: 'until' } as const;

/** Until when nothing is said, at the hour at which their nights end; what stood before stays where it is kept, or was not asked. */
function readSilence(
  entered: FormValues,
  { rules, before, today, zone }: Reading,
  quiet: PersonSettings['quiet'],
  problems: Problems,
): PersonSettings['quietUntil'] {
  const chosen = oneOf(entered, FIELDS.silence);
  if (chosen === SILENCE.none) return null;
  if (chosen !== SILENCE.until) return before.quietUntil;
  const day = readDayAhead(entered, FIELDS.silenceUntil, today, problems, 'Please choose a day after today.');
  return day === null ? null : atHour(day, (quiet ?? rules.quiet).to, zone);
}

/** What surrounds a form that is read. */
export interface Reading {
  rules: ReminderRules;
  before: PersonSettings;
  /** Theirs, in which `today` is told. */
  zone: string;
  today: Day;
  findZone: FindZone;
}

/** The settings that were entered, or by field what has to be entered differently. */
export function readSettings(
  entered: FormValues,
  reading: Reading,
): { settings: PersonSettings } | { problems: Problems } {
  const { rules, before, today, findZone } = reading;
  const problems: Problems = {};
  const on = enteredChoices(entered, FIELDS.kinds);
  const quiet = readQuiet(rules, entered, problems);
  const hour = readHour(entered, FIELDS.hour);
  if (hour !== null && isWithinHours(hour, quiet ?? rules.quiet))
    problems[FIELDS.hour] = 'That lies in your quiet hours. Please choose an hour outside them, or other quiet hours.';
  const settings: PersonSettings = {
    kindsOff: optionalKinds(rules).filter((kind) => !on.includes(kind)),
    leads: readLeads(rules, entered, before, problems),
    hour,
    quiet,
    digest: oneOf(entered, FIELDS.digest) !== 'off',
    timeZone: readZone(entered, findZone, problems),
    pausedUntil: readPause(entered, today, problems),
    quietUntil: readSilence(entered, reading, quiet, problems),
  };
  return Object.keys(problems).length > 0 ? { problems } : { settings };
}
