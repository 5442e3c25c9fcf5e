import { readDated } from '../../ahead/dated.ts';
import type { ProgramDate } from '../../ahead/program-date.ts';
import type { Context } from '../../context.ts';
import { addMonths, WEEKDAYS, weekdayOf } from '../../domain/day.ts';
import { isWithin } from '../../domain/match-week.ts';
import type { Standing } from '../../domain/standing.ts';
import { type Asker, gathered, type HelpLine, upcomingFrom } from '../../feature.ts';
import { mayDo } from '../../people/authorise.ts';
import { headingOf } from '../../people/heading.ts';
import { matchWeeksOf, type Person, personStanding } from '../../people/person.ts';
import { roleText } from '../../program/program.ts';
import type { Message } from '../../slack/blocks.ts';
import { followedBy } from '../../slack/message.ts';
import { helpAnswer, homePage, nextAnswer, strangerAnswer, unknownWord } from './messages/index.ts';
import type { TurnTo } from './messages/next-answer.ts';
import { chooseNext, contactsToCall, inOrder, readLimit } from './rules.ts';

/** How far `next` looks ahead. */
const MONTHS_AHEAD = 12;

function turnTo({ program }: Context, person: Person, standing: Standing | null, today: string): TurnTo {
  const ids = program.file.turnTo;
  const whileAway = standing?.away ? (ids.away ?? ids.others) : ids.others;
  const role = program.advisingRole(standing?.phase ? ids[standing.phase] : whileAway);
  const title = role?.title ?? '';
  const holders = (role?.contacts ?? [])
    .filter((id) => program.holders(id, today).length > 0)
    .map((id) => roleText(program, id, today));
  return {
    title: role?.ofSociety && person.society !== null ? `${title} of ${person.society}` : title,
    reach: role?.reach ?? '',
    holders,
  };
}

function noteFor(standing: Standing | null): string | null {
  if (standing?.away)
    return "There's nothing you need to do until you're back. You are welcome at anything that is open to all students.";
  if (standing?.stage === 'graduated') return 'You have completed the program. We wish you all the best.';
  return null;
}

/** In the asker's Match week, whom they can call: name, phone and today's hours; the office where one of these is not known. */
function toCall(ctx: Context, { person, today }: Asker, dates: readonly ProgramDate[]): string[] | null {
  const { program } = ctx;
  if (!isWithin(matchWeeksOf(program, person, dates), ctx.clock.now())) return null;
  const { call, office } = program.file.matchWeek;
  const weekday = WEEKDAYS[weekdayOf(today) - 1] ?? 'monday';
  return contactsToCall(
    call.flatMap((role) => program.holders(role, today)),
    weekday,
    program.peopleRole(office)?.name ?? '',
  );
}

export async function showNext(ctx: Context, asker: Asker, words: string): Promise<Message> {
  const { person, today, zone } = asker;
  const until = addMonths(today, MONTHS_AHEAD);
  // Asked at once, so that what is dated is read by one statement.
  const [upcoming, waiting, stillOpen, { dates }] = await Promise.all([
    upcomingFrom(ctx, person, today, until),
    gathered(ctx.features.map((feature) => feature.waiting?.(ctx, [person]))),
    gathered(ctx.features.map((feature) => feature.stillOpen?.(ctx, [person]))),
    readDated(ctx.db, ctx.program.file.school.timeZone),
  ]);
  const standing = personStanding(ctx.program, person, today);
  const { limit, understood } = readLimit(words);
  return nextAnswer({
    heading: headingOf(ctx.program, person, today),
    isStudent: standing !== null,
    toCall: toCall(ctx, asker, dates),
    waiting: waiting.get(person.id) ?? [],
    misread: !understood,
    choice: chooseNext(
      inOrder(upcoming),
      stillOpen.get(person.id) ?? [],
      limit,
      new Set([...person.specialties, ...person.follows]),
    ),
    turnTo: turnTo(ctx, person, standing, today),
    note: noteFor(standing),
    today,
    zone,
  });
}

/** Every feature's help for what this person may do, in the order of the features. */
function helpLines(ctx: Context, { person }: Asker): HelpLine[] {
  const commands = ctx.features.flatMap((feature) => feature.commands ?? []);
  return commands
    .filter(({ action, relation = 'self' }) => mayDo(action, person, relation))
    .flatMap(({ help }) => help);
}

export async function showHelp(ctx: Context, asker: Asker): Promise<Message> {
  return helpAnswer({ lines: helpLines(ctx, asker), page: ctx.program.file.school.page });
}

/** `/career` alone: what is next, and the help. */
export async function showNextAndHelp(ctx: Context, asker: Asker): Promise<Message> {
  return followedBy(await showNext(ctx, asker, ''), await showHelp(ctx, asker));
}

/** The Home page: what stands on top, what is next, then each feature's own part, then the help. */
export async function showHome(ctx: Context, asker: Asker): Promise<Message> {
  const [next, help, top, ...parts] = await Promise.all([
    showNext(ctx, asker, ''),
    showHelp(ctx, asker),
    Promise.all(ctx.features.map(async (feature) => (await feature.homeTop?.(ctx, asker)) ?? [])),
    ...ctx.features.map(async (feature) => (await feature.home?.(ctx, asker)) ?? []),
  ]);
  return homePage({ top: top.flat(), next, parts, help });
}

export async function explainUnknown(
  ctx: Context,
  asker: Asker,
  word: string,
  near: string | undefined,
): Promise<Message> {
  return unknownWord(word, near, await showHelp(ctx, asker));
}

export function greetStranger(ctx: Context): Message {
  return strangerAnswer(ctx.program.file.school.page);
}
