import type { Session } from '../ahead/session.ts';
import { isDay } from '../domain/day.ts';
import { spanText } from '../domain/wording.ts';
import { UserError } from '../errors.ts';
import { cancelSession, dateSession, moveSession } from '../features/calendar/acts/change-session.ts';
import { closeDay, type WrittenChoice } from '../features/calendar/acts/close-day.ts';
import { listSessions } from '../features/calendar/acts/list-sessions.ts';
import { importSessions } from '../features/calendar/import-sessions.ts';
import { sayDryRun, saySession, sayTold } from './session-report.ts';
import {
  ACTING,
  readActing,
  readArguments,
  readImportArguments,
  readToolContext,
  runIfStarted,
  runVerb,
  say,
  type Tool,
  type Verb,
  withContext,
} from './tool.ts';

const AS = '--as staff.member@example.edu [--dry-run]';
const TEXT = { type: 'string' } as const;
const FIELDS = {
  event: TEXT,
  title: TEXT,
  specialty: TEXT,
  starts: TEXT,
  ends: TEXT,
  place: TEXT,
  link: TEXT,
  capacity: TEXT,
  'rsvp-closes': TEXT,
  recording: TEXT,
} as const;
const OPTIONAL =
  "[--title ...] [--specialty ...] [--place ...] [--link https://...] [--capacity 30] [--rsvp-closes '2027-01-20 12:00'] [--recording https://...]";

const USAGES = {
  import: `npm run sessions -- import sessions.csv ${AS}`,
  add: `npm run sessions -- add <key> --event <event> --starts '2027-01-21 17:00' --ends '2027-01-21 18:00' ${OPTIONAL} ${AS}`,
  move: `npm run sessions -- move <key> [--starts '2027-01-28 17:00'] [--ends '2027-01-28 18:00'] ${OPTIONAL} ${AS}`,
  cancel: `npm run sessions -- cancel <key> [--postponed] ${AS}`,
  'close-day': `npm run sessions -- close-day 2027-01-21 [--online <key>[=https://...]] [--postpone <key>[='2027-01-28 17:00']] [--cancel <key>] ${AS}`,
  list: 'npm run sessions -- list [--from 2027-01-01] [--to 2027-06-30] --as staff.member@example.edu',
};

function only(positionals: readonly string[], usage: string): string {
  const [one, ...others] = positionals;
  if (one === undefined || others.length > 0) throw new UserError(`Usage: ${usage}`);
  return one;
}

async function runImport(args: string[]): Promise<void> {
  const { csv, as, dryRun } = await readImportArguments(['import', ...args], USAGES.import);
  await withContext(await readToolContext(), async (ctx) => {
    const report = await importSessions(ctx, csv, { as, dryRun });
    for (const [title, sessions] of [
      ['New', report.added],
      ['Changed', report.changed],
    ] as const) {
      say(`${title}: ${sessions.length}`);
      for (const { key } of sessions) say(`  ${key}`);
    }
    say(`Unchanged: ${report.unchanged}`);
    if (report.told.length > 0) say('To be told:');
    sayTold(report.told);
    sayDryRun(report.dryRun);
  });
}

/** Reads `<key>` and the fields of a session. */
function readFields(args: string[], usage: string) {
  const options = { ...ACTING, ...FIELDS };
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, usage);
  const { as, 'dry-run': dryRun, 'rsvp-closes': closes, ...cells } = values;
  const written = { ...cells, ...(closes === undefined ? {} : { rsvp_closes: closes }) };
  return { key: only(positionals, usage), cells: written, acting: readActing({ as, 'dry-run': dryRun }, usage) };
}

async function runAdd(args: string[]): Promise<void> {
  const { key, cells, acting } = readFields(args, USAGES.add);
  const { event, starts, ends } = cells;
  if (event === undefined || starts === undefined || ends === undefined) throw new UserError(`Usage: ${USAGES.add}`);
  await withContext(await readToolContext(), async (ctx) => {
    const report = await dateSession(ctx, { ...cells, key, event, starts, ends }, acting);
    saySession('Dated', report, ctx.program.file.school.timeZone);
  });
}

async function runMove(args: string[]): Promise<void> {
  const { key, cells, acting } = readFields(args, USAGES.move);
  if (Object.keys(cells).length === 0) throw new UserError(`Usage: ${USAGES.move}`);
  await withContext(await readToolContext(), async (ctx) => {
    saySession('Changed', await moveSession(ctx, key, cells, acting), ctx.program.file.school.timeZone);
  });
}

async function runCancel(args: string[]): Promise<void> {
  const options = { ...ACTING, postponed: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, USAGES.cancel);
  const key = only(positionals, USAGES.cancel);
  const { postponed = false } = values;
  const acting = readActing(values, USAGES.cancel);
  await withContext(await readToolContext(), async (ctx) => {
    const report = await cancelSession(ctx, key, { ...acting, postponed });
    saySession(postponed ? 'Postponed' : 'Cancelled', report, ctx.program.file.school.timeZone);
  });
}

/** `key` or `key=value`. */
function readChoices(act: WrittenChoice['act'], written: readonly string[] = []): WrittenChoice[] {
  return written.map((text) => {
    const at = text.indexOf('=');
    return at < 0 ? { act, key: text, value: null } : { act, key: text.slice(0, at), value: text.slice(at + 1) };
  });
}

async function runCloseDay(args: string[]): Promise<void> {
  const several = { type: 'string', multiple: true } as const;
  const options = { ...ACTING, online: several, postpone: several, cancel: several } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, USAGES['close-day']);
  const day = readDay(only(positionals, USAGES['close-day']));
  const acting = readActing(values, USAGES['close-day']);
  const choices = [
    ...readChoices('online', values.online),
    ...readChoices('postpone', values.postpone),
    ...readChoices('cancel', values.cancel),
  ];
  await withContext(await readToolContext(), async (ctx) => {
    const report = await closeDay(ctx, { day, choices }, acting);
    say(`Closed: ${day}`);
    sayTold(report.told);
    sayDryRun(report.dryRun);
  });
}

function readDay(text: string): string {
  if (!isDay(text)) throw new UserError(`Expected a day that exists, like 2027-01-21, found "${text}".`);
  return text;
}

function listed({ key, startsAt, endsAt, capacity, taken, cancelledAt, postponed }: Session, zone: string): string {
  const places = capacity === null ? `${taken} going` : `${taken} of ${capacity} places taken`;
  const state = cancelledAt === null ? places : postponed ? 'postponed' : 'cancelled';
  return `${key}: ${spanText(startsAt, endsAt, zone)}, ${state}`;
}

async function runList(args: string[]): Promise<void> {
  const options = { ...ACTING, from: TEXT, to: TEXT } as const;
  const { values } = readArguments({ args, options }, USAGES.list);
  const { as } = readActing(values, USAGES.list);
  const range = {
    from: values.from === undefined ? null : readDay(values.from),
    to: values.to === undefined ? null : readDay(values.to),
  };
  await withContext(await readToolContext(), async (ctx) => {
    const sessions = await listSessions(ctx, as, range);
    for (const session of sessions) say(listed(session, ctx.program.file.school.timeZone));
    if (sessions.length === 0) say('No sessions.');
  });
}

const VERBS: Readonly<Record<string, Verb>> = {
  import: { usage: USAGES.import, run: runImport },
  add: { usage: USAGES.add, run: runAdd },
  move: { usage: USAGES.move, run: runMove },
  cancel: { usage: USAGES.cancel, run: runCancel },
  'close-day': { usage: USAGES['close-day'], run: runCloseDay },
  list: { usage: USAGES.list, run: runList },
};

export const sessionsTool: Tool = (args) => runVerb(VERBS, args);

await runIfStarted(import.meta.url, sessionsTool);
