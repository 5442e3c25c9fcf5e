// Changes of a round that is out: finding another interview for somebody, filling what became free, and what the others are told.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { type Telling, tell } from '../acts/tell.ts';
import { brokenBookings, brokenRules } from '../rules/hard-rules.ts';
import { bookingOf, hasBegun, type Interview, seatFor } from '../rules/interview-life.ts';
import type { Why } from '../rules/news.ts';
import { type Booking, INTERVIEWS_EACH, isSame } from '../rules/round.ts';
import { isShortNotice } from '../rules/short-notice.ts';
import { endOf, instantOf } from '../rules/slots.ts';
import { type Move, repair } from '../solver/repair.ts';
import { clearConfirmations, saveInterviews, setInterviewState, setSeat } from '../store/interviews.ts';
import { countAct } from '../store/rounds.ts';
import { sendChangedFiles } from './calendar.ts';
import { bookingsOf, interviewerById, loadRound, type RoundData, studentOf } from './round-data.ts';

/** Books an interview for a student of the round, in the state that the round is in. */
export async function book(
  ctx: Context,
  tx: Tx,
  data: RoundData,
  booking: Booking,
  state: 'draft' | 'booked',
  locked = false,
): Promise<number> {
  const own = data.interviews.filter((one) => one.studentId === booking.student);
  const { seat, moves } = seatFor(booking.relaxed, own);
  if (moves !== null) await setSeat(tx, moves, INTERVIEWS_EACH + 1 - seat);
  const startsAt = instantOf(booking.startsAt);
  const [id] = await saveInterviews(tx, [
    {
      roundId: data.row.id,
      studentId: booking.student,
      interviewerId: booking.interviewer,
      seat,
      specialty: booking.specialty,
      relaxed: booking.relaxed,
      startsAt,
      endsAt: endOf(startsAt, ctx.program.file.interviews),
      state,
      locked,
    },
  ]);
  if (id === undefined) throw new Error('an interview was not saved');
  return id;
}

/** The rules that a booking would break in a round as it is; none where it could be booked. */
export function wouldBreak(data: RoundData, booking: Booking, without: readonly number[] = []) {
  const student = studentOf(data, booking.student);
  const interviewer = interviewerById(data, booking.interviewer);
  if (!student || !interviewer) return null;
  const others = data.interviews.filter(({ id }) => !without.includes(id)).map(bookingOf);
  return brokenRules({ booking, student, interviewer }, others, data.round.relaxations);
}

/** What may be changed around somebody: nothing that has begun, nothing so near. */
function movable(ctx: Context, { startsAt, state }: Interview): boolean {
  return state === 'booked' && !isShortNotice(startsAt, ctx.clock.now());
}

/** Another interview for a student with the fewest changes to others, checked against the whole list of rules; null where there is none. */
function findMoves(ctx: Context, data: RoundData, student: number, mostOthers?: number): Move[] | null {
  const now = ctx.clock.now();
  const fixed = data.interviews.filter((one) => !movable(ctx, one)).map(bookingOf);
  const standing = data.interviews.filter((one) => movable(ctx, one)).map(bookingOf);
  const isOpen = (start: number) => !isShortNotice(instantOf(start), now);
  const interviewers = data.round.interviewers.map((interviewer) => ({
    ...interviewer,
    slots: new Set(
      [...interviewer.slots].filter(
        (start) => isOpen(start) || fixed.some((one) => one.interviewer === interviewer.id && one.startsAt === start),
      ),
    ),
  }));
  const moves = repair({ ...data.round, interviewers, locked: fixed }, standing, student, mostOthers);
  if (!moves) return null;
  const after = [
    ...bookingsOf(data).filter((one) => !moves.some(({ from }) => from !== null && isSame(from, one))),
    ...moves.map(({ to }) => to),
  ];
  const people = {
    student: (id: number) => studentOf(data, id),
    interviewer: (id: number) => interviewerById(data, id),
  };
  const touched = brokenBookings(after, people, data.round.relaxations).filter(({ booking }) =>
    moves.some(({ to }) => isSame(to, booking)),
  );
  return touched.length === 0 ? moves : null;
}

/** The interview that a student lost, and why. */
export interface Fallen {
  interview: Interview;
  why: Why;
}

/** Carries moves out; what each of the people concerned is to be told. `fallen` is the interview that the student lost. */
async function carryOut(
  ctx: Context,
  tx: Tx,
  data: RoundData,
  moves: readonly Move[],
  fallen: Fallen | null,
  by: number | null,
): Promise<Telling[]> {
  const tellings: Telling[] = [];
  const old = moves.map(({ from }) => (from ? data.interviews.find((one) => isSame(bookingOf(one), from)) : undefined));
  const gone = old.flatMap((one) => (one ? [one.id] : []));
  await setInterviewState(tx, gone, 'cancelled');
  await sendChangedFiles(ctx, tx, gone, by);
  await countAct(tx, data.row.id);
  let left: RoundData = { ...data, interviews: data.interviews.filter(({ id }) => !gone.includes(id)) };
  for (const [at, { to }] of moves.entries()) {
    const id = await book(ctx, tx, left, to, 'booked');
    left = await loadRound(ctx, tx, data.row);
    const before = old[at] ?? null;
    const news = before ? 'moved' : fallen ? 'replaced' : 'booked';
    const told = { to: to.student, news, ids: [id], about: before?.id ?? fallen?.interview.id ?? null } as const;
    tellings.push(fallen ? { ...told, why: fallen.why } : told);
    tellings.push({ to: to.interviewer, news: 'booked', ids: [id], about: null });
    const same = before && moves.some((move) => move.to.interviewer === before.interviewerId);
    if (before && !same) tellings.push({ to: before.interviewerId, news: 'freed', ids: [], about: before.id });
  }
  return tellings;
}

/** Another interview for a student; false where staff have to find one. `by`: whose act it was, who hears at once. */
export async function findAnother(
  ctx: Context,
  tx: Tx,
  data: RoundData,
  student: number,
  fallen: Fallen | null,
  by: number | null = null,
): Promise<boolean> {
  const moves = findMoves(ctx, data, student);
  if (!moves) return false;
  await tell(ctx, tx, await carryOut(ctx, tx, data, moves, fallen, by), by);
  return true;
}

/**
 * What became free is offered on: to those with fewest interviews, in order of their turn, but to nobody of `except`. Nobody else moves for it.
 * `by`: whose act it was, who hears at once. Gives how many interviews were booked.
 */
export async function fillFree(
  ctx: Context,
  tx: Tx,
  data: RoundData,
  { except = [], by = null }: { except?: readonly number[]; by?: number | null } = {},
): Promise<number> {
  let current = data;
  let filled = 0;
  const has = (id: number) => current.interviews.filter((one) => one.studentId === id).length;
  for (const wanted of [1, INTERVIEWS_EACH]) {
    for (const { personId } of current.signups) {
      if (has(personId) >= wanted || except.includes(personId)) continue;
      const moves = findMoves(ctx, current, personId, 0);
      if (!moves) continue;
      await tell(ctx, tx, await carryOut(ctx, tx, current, moves, null, by), by);
      current = await loadRound(ctx, tx, current.row);
      filled++;
    }
  }
  return filled;
}

/** Takes somebody's interviews out of a round that is out; gives those that were ahead. */
export async function cancelAhead(ctx: Context, tx: Tx, interviews: readonly Interview[]): Promise<Interview[]> {
  const ahead = interviews.filter((one) => one.state === 'booked' && !hasBegun(one, ctx.clock.now()));
  const ids = ahead.map(({ id }) => id);
  await setInterviewState(tx, ids, 'cancelled');
  await clearConfirmations(tx, ids);
  for (const roundId of new Set(ahead.map((one) => one.roundId))) await countAct(tx, roundId);
  return ahead;
}
