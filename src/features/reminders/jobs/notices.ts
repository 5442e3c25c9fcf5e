// What staff say to many at once, kept to the same rules as every reminder: leave, Match week, pause, closed days, quiet hours, budget.
import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Circumstances } from '../../../domain/delivery/circumstances.ts';
import { deliver } from '../../../domain/delivery/deliver.ts';
import { isCounted } from '../../../domain/delivery/weigh.ts';
import { isWithin } from '../../../domain/match-week.ts';
import type { Notice, NoticeTime, SaidNotice } from '../../../feature.ts';
import { zoneOf } from '../../../people/person.ts';
import { turnOf } from '../rules/at-sending.ts';
import { circumstancesOf, type Known } from '../rules/circumstances.ts';
import { hasRoom } from '../rules/room.ts';
import { enteredDates, markPutOff, messagedOf, saidTo, saveCounted, saveDecided } from '../store.ts';
import { preparePlanning } from './plan.ts';
import { turnOfOthers } from './planner.ts';

type Tx = Parameters<typeof saveDecided>[0];

/** People worked through before others have their turn. */
const CHUNK = 50;

/** Long enough that everybody who has a digest has one in it, also after a closed day. */
const UNTIL_NEXT_DIGEST = { hours: 24 * 16 };

function circumstancesFor(ctx: Context, { person, released }: Notice, known: Known): Circumstances {
  const circumstances = circumstancesOf(ctx.program, person, known);
  return released ? { ...circumstances, matchWeeks: [] } : circumstances;
}

/** When one notice is said. */
function timeOf({ reminder }: Notice, circumstances: Circumstances): NoticeTime {
  const { messages, digests, unsaid } = deliver([reminder], circumstances);
  const [said] = messages;
  if (said) return { at: said.sendAt };
  const dueAt = reminder.dueAt;
  const why = unsaid[0]?.why;
  if (why === 'away') return { unsaid: 'away' };
  // What quiet hours put off may have been put off into Match week.
  const soon = { from: dueAt, to: dueAt.add({ hours: 72 }) };
  const silent = circumstances.matchWeeks.some(
    ({ from, to }) =>
      from.epochMilliseconds < soon.to.epochMilliseconds && to.epochMilliseconds > soon.from.epochMilliseconds,
  );
  if (silent && (digests.length > 0 || why === 'left')) return { unsaid: 'match-week' };
  if (digests.length > 0) return { unsaid: 'digest' };
  return { unsaid: why === 'left' ? 'no-digest' : 'late' };
}

/** When notices may be said, all of one kind: what was said to each meanwhile counts. */
export async function noticeTimes(
  ctx: Context,
  tx: Tx,
  notices: readonly Notice[],
): Promise<ReadonlyMap<number, NoticeTime>> {
  const now = ctx.clock.now();
  const planning = await preparePlanning(ctx, now, now, now.add(UNTIL_NEXT_DIGEST));
  const said = await saidTo(
    tx,
    notices.map(({ person }) => person.id),
    now,
  );
  const times = new Map<number, NoticeTime>();
  for (const [at, notice] of notices.entries()) {
    if (at % CHUNK === CHUNK - 1) await turnOfOthers();
    const known = { ...planning, said: said.get(notice.person.id) ?? [] };
    times.set(notice.person.id, timeOf(notice, circumstancesFor(ctx, notice, known)));
  }
  return times;
}

/** What went into messages to the reader of a notice of late, and the notice among it. */
async function messagedWith(ctx: Context, { person, reminder }: Notice) {
  const messaged = await messagedOf(ctx.db, person.id, ctx.clock.now());
  const own = messaged.find(
    ({ kind, subject, lead }) => kind === reminder.kind && subject === reminder.subject && lead === reminder.lead,
  );
  return { messaged, own };
}

/** Whether the week has no room for a notice any more: what was planned at the same moment has been sent meanwhile. Has it counted where it is said. */
async function isOverBudget(ctx: Context, notice: Notice, isSaid: boolean): Promise<boolean> {
  const { person, reminder } = notice;
  if (!isCounted(reminder)) return false;
  const now = ctx.clock.now();
  const { messaged, own } = await messagedWith(ctx, notice);
  if (!own) return false;
  const { budgetPerWeek } = ctx.program.file.reminders;
  const others = messaged.filter(({ counted }) => counted);
  const week = { now, zone: zoneOf(ctx.program, person), budgetPerWeek };
  const isOver = !hasRoom(others, new Set([own.outboxId]), week);
  const counts = isSaid && !isOver;
  if (own.counted !== counts) await saveCounted(ctx.db, person.id, own, counts);
  return isOver;
}

/**
 * What keeps a notice from being said at this moment, although its time had come: for good, or until a moment; null: nothing does. Writes
 * down that it counts, or that it does not, and in which week.
 */
export async function noticeHindrance(ctx: Context, notice: Notice): Promise<NoticeTime | null> {
  const found = await hindranceNow(ctx, notice);
  if (found && 'at' in found) {
    const { own } = await messagedWith(ctx, notice);
    if (own) await markPutOff(ctx.db, notice.person.id, [own], found.at);
    return found;
  }
  const isOver = await isOverBudget(ctx, notice, found === null);
  return found ?? (isOver ? leftToDigest(notice) : null);
}

function leftToDigest({ person }: Notice): NoticeTime {
  return { unsaid: person.settings.digest ? 'digest' : 'no-digest' };
}

async function hindranceNow(ctx: Context, notice: Notice): Promise<NoticeTime | null> {
  const now = ctx.clock.now();
  const dates = await enteredDates(ctx.db, ctx.program.file.school.timeZone);
  const known: Known = { now, through: now, until: now, dates, said: [], holds: [] };
  const circumstances = circumstancesFor(ctx, notice, known);
  const { away, matchWeeks, pausedUntil } = circumstances;
  if (isWithin(away, now)) return { unsaid: 'away' };
  if (isWithin(matchWeeks, now)) return { unsaid: 'match-week' };
  const paused = pausedUntil !== null && Temporal.Instant.compare(now, pausedUntil) < 0;
  if (paused && !notice.reminder.mandatory) return leftToDigest(notice);
  const turn = turnOf(circumstances, notice.reminder, now);
  if (typeof turn === 'string') return { unsaid: 'late' };
  return Temporal.Instant.compare(turn.at, now) > 0 ? turn : null;
}

/** Writes down what went into the outbox, so that it counts in its week. */
export async function saidNotices(tx: Tx, said: readonly SaidNotice[]): Promise<void> {
  for (const at of new Set(said.map((one) => one.at.epochMilliseconds)))
    await saveDecided(
      tx,
      Temporal.Instant.fromEpochMilliseconds(at),
      said
        .filter((one) => one.at.epochMilliseconds === at)
        .map(({ personId, reminder, outboxId }) => ({
          personId,
          reminder,
          outcome: 'message' as const,
          outboxId,
          counted: isCounted(reminder),
        })),
    );
}
