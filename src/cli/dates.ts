import { dayText } from '../domain/wording.ts';
import { UserError } from '../errors.ts';
import { clearDate, listDates, setDate } from '../features/calendar/acts/program-dates.ts';
import { sayDryRun } from './session-report.ts';
import {
  ACTING,
  readActing,
  readArguments,
  readToolContext,
  runIfStarted,
  runVerb,
  say,
  type Tool,
  type Verb,
  withContext,
} from './tool.ts';

const AS = '--as staff.member@example.edu [--dry-run]';
const USAGES = {
  set: `npm run dates -- set application-checklist/eras-submitted 2028 2027-09-28 ${AS}`,
  clear: `npm run dates -- clear application-checklist/eras-submitted 2028 ${AS}`,
  list: 'npm run dates -- list [--subjects] --as staff.member@example.edu',
};

/** Reads the subject, its year (the Match year or the class), and what else stands there. */
function readWords(args: string[], usage: string) {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: ACTING }, usage);
  const [subject, year = '', ...rest] = positionals;
  if (subject === undefined || year === '') throw new UserError(`Usage: ${usage}`);
  if (!/^\d{4}$/.test(year))
    throw new UserError(`Expected the Match year or the class after the subject, like 2028, found "${year}".`);
  return { subject, year: Number(year), rest, acting: readActing(values, usage) };
}

async function runSet(args: string[]): Promise<void> {
  const { subject, year, rest, acting } = readWords(args, USAGES.set);
  const [day, ...others] = rest;
  if (day === undefined || others.length > 0) throw new UserError(`Usage: ${USAGES.set}`);
  await withContext(await readToolContext(), async (ctx) => {
    const { before, dryRun } = await setDate(ctx, { subject, year, day }, acting);
    const was = before === null ? '' : ` (was ${dayText(before.day)})`;
    say(`${subject} ${year}: ${dayText(day)}${was}`);
    sayDryRun(dryRun);
  });
}

async function runClear(args: string[]): Promise<void> {
  const { subject, year, rest, acting } = readWords(args, USAGES.clear);
  if (rest.length > 0) throw new UserError(`Usage: ${USAGES.clear}`);
  await withContext(await readToolContext(), async (ctx) => {
    const { before, dryRun } = await clearDate(ctx, { subject, year }, acting);
    say(`${subject} ${year}: no day any more${before === null ? '' : ` (was ${dayText(before.day)})`}`);
    sayDryRun(dryRun);
  });
}

async function runList(args: string[]): Promise<void> {
  const options = { ...ACTING, subjects: { type: 'boolean' } } as const;
  const { values } = readArguments({ args, options }, USAGES.list);
  const { as } = readActing(values, USAGES.list);
  await withContext(await readToolContext(), async (ctx) => {
    const { dates, subjects } = await listDates(ctx, as);
    for (const { subject, year, day } of dates) say(`${day}  ${subject} ${year}`);
    if (dates.length === 0) say('No days were entered so far.');
    if (!values.subjects) return;
    say('What a day can be entered for:');
    for (const { subject, title, year } of subjects)
      say(`  ${subject} <${year === 'match' ? 'Match year' : 'class'}>: ${title}`);
  });
}

const VERBS: Readonly<Record<string, Verb>> = {
  set: { usage: USAGES.set, run: runSet },
  clear: { usage: USAGES.clear, run: runClear },
  list: { usage: USAGES.list, run: runList },
};

export const datesTool: Tool = (args) => runVerb(VERBS, args);

await runIfStarted(import.meta.url, datesTool);
