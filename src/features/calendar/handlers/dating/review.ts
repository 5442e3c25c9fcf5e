// What an act would make different, put together for those who are to agree to it; and what was done.
import { Temporal } from 'temporal-polyfill';
import { readDated } from '../../../../ahead/dated.ts';
import type { Context } from '../../../../context.ts';
import { dayOf } from '../../../../domain/day.ts';
import type { Upcoming } from '../../../../domain/upcoming.ts';
import { countText, spanText } from '../../../../domain/wording.ts';
import { ListedError } from '../../../../errors.ts';
import { type Asker, gathered, type Reply } from '../../../../feature.ts';
import type { Person } from '../../../../people/person.ts';
import { allPeople } from '../../../../people/store.ts';
import type { Message } from '../../../../slack/blocks.ts';
import { FormError } from '../../../../slack/form.ts';
import type { Acting } from '../../acts/acting.ts';
import type { Performed } from '../../acts/perform.ts';
import type { Changed } from '../../acts/save-changes.ts';
import { upcomingEntries } from '../../handlers.ts';
import { differenceLines, type Review, type SessionDifference } from '../../messages/dating/difference.ts';
import { yearChanged } from '../../messages/index.ts';
import { type AgainstIt, againstThem } from '../../rules/clashes.ts';
import { byField } from '../../rules/entered-session.ts';
import { fieldChanges, titleOfSession } from '../../rules/field-changes.ts';
import { CHANGE_NEWS, type SessionPlan } from '../../rules/session-changes.ts';

/** The asker acts: first for show, then with the digest of what they were shown. */
export function actingFor({ person }: Asker, digest: string): Acting {
  return digest === '' ? { as: person, dryRun: true } : { as: person, dryRun: false, shown: [digest] };
}

function isSameTime(a: SessionPlan, b: SessionPlan): boolean {
  const { compare } = Temporal.Instant;
  return compare(a.startsAt, b.startsAt) === 0 && compare(a.endsAt, b.endsAt) === 0;
}

/** Whether there is anything to say against its time: it is new, takes place again, or at another time. */
function isNewTime({ before, after }: Changed): boolean {
  if (after.cancelledAt !== null) return false;
  return before === null || before.cancelledAt !== null || !isSameTime(before, after);
}

function fateOf({ after, what }: Changed): string | null {
  if (after.cancelledAt !== null) return CHANGE_NEWS[after.postponed ? 'postponed' : 'cancelled'];
  return what === 'online' ? CHANGE_NEWS.online : null;
}

function differenceOf(
  { program }: Context,
  change: Changed,
  { told }: Performed,
  against: AgainstIt | undefined,
): SessionDifference {
  const { before, after } = change;
  return {
    title: titleOfSession(program, after),
    span: after,
    fate: fateOf(change),
    was: before && !isSameTime(before, after) ? before : null,
    isNew: before === null,
    fields: fieldChanges(program, before, after),
    students: against?.students.size ?? 0,
    against: against ?? null,
    told: told.find(({ key }) => key === after.key) ?? null,
  };
}

/**
 * What else lies ahead of students on the days of some plans, such as interviews and meetings: from every slice but this one, whose sessions
 * are looked at by themselves.
 */
async function bookedBeside(
  ctx: Context,
  people: readonly Person[],
  plans: readonly SessionPlan[],
): Promise<ReadonlyMap<number, readonly Upcoming[]>> {
  const zone = ctx.program.file.school.timeZone;
  const days = plans.flatMap(({ startsAt, endsAt }) => [dayOf(startsAt, zone), dayOf(endsAt, zone)]).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return new Map();
  const students = people.filter(({ active, enrollment }) => active && enrollment !== null);
  const others = ctx.features.filter(({ upcoming }) => upcoming !== upcomingEntries);
  return gathered(others.map((feature) => feature.upcoming?.(ctx, students, from, to)));
}

/** What an act makes different, session by session; each with what stands against a new time. */
export async function differencesOf(ctx: Context, done: Performed): Promise<SessionDifference[]> {
  const { db, program, clock } = ctx;
  const timed = done.changes.filter(isNewTime);
  const now = clock.now();
  const plans = timed.map(({ after }) => after);
  const [people, { sessions }] = await Promise.all([
    timed.length > 0 ? allPeople(db) : [],
    readDated(db, program.file.school.timeZone),
  ]);
  const booked = await bookedBeside(ctx, people, plans);
  const against = againstThem(program, plans, sessions, people, { now, today: program.today(now), booked });
  return done.changes.map((change) => differenceOf(ctx, change, done, against[timed.indexOf(change)]));
}

const OTHER = 'This is not what you saw before, so nothing was done. As it is now:';

export async function reviewOf(ctx: Context, done: Performed, wasShown: boolean): Promise<Review> {
  const zone = ctx.program.file.school.timeZone;
  const differences = await differencesOf(ctx, done);
  return {
    note: wasShown ? OTHER : null,
    lines: differences.flatMap((one) => differenceLines(one, zone)),
    isReady: true,
  };
}

/** Runs an act whose mistakes belong to fields of the form. */
export async function enteredInto<T>(fields: readonly string[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const found = error instanceof ListedError ? byField(error.problems, fields) : null;
    throw found ? new FormError(found) : error;
  }
}

const MOST_DONE = 30;

/** What was done, in a line for each session, and how many are told. */
export function doneMessage({ program }: Context, title: string, done: Performed): Message {
  if (done.changes.length === 0)
    return yearChanged({ lines: ['It is so already, so nothing was changed.'], auditId: null });
  const zone = program.file.school.timeZone;
  const lines = done.changes.slice(0, MOST_DONE).map((change) => {
    const { after } = change;
    const fate = fateOf(change);
    const how = fate === null ? '' : `: ${fate}`;
    return `${titleOfSession(program, after)}, ${spanText(after.startsAt, after.endsAt, zone)}${how}`;
  });
  const left = done.changes.length - lines.length;
  const { people } = done;
  return yearChanged({
    lines: [
      title,
      ...lines,
      ...(left > 0 ? [`… and ${left} more`] : []),
      ...(people > 0 ? [`${countText(people, 'person is', 'people are')} told.`] : []),
    ],
    auditId: done.auditId,
  });
}

/** The form again with what would be different, or what was done. */
export async function shownOrDone(
  ctx: Context,
  done: Performed,
  { title, digest, ask }: { title: string; digest: string; ask: (review: Review, digest: string) => Reply },
): Promise<Reply> {
  if (done.changes.length === 0 || !done.dryRun) return doneMessage(ctx, title, done);
  return ask(await reviewOf(ctx, done, digest !== ''), done.digest);
}
