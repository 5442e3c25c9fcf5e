import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { RsvpAnswer } from '../../../domain/rsvp.ts';
import { momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, type Reply, sessionNotesFrom } from '../../../feature.ts';
import { answerNoted } from '../messages.ts';
import { answerAfter, type Closed, closedTo } from '../rules/places.ts';
import { answerOf, giveBackPlaces, lockedSessions, markSeen, saveAnswer, takePlaces, waitingList } from '../store.ts';
import { findSession, namedSession, titleOf } from './own-session.ts';
import { fillPlaces } from './promote.ts';

type Wanted = 'going' | 'not-going';

function refusal(session: Session, closed: Closed, name: string, zone: string): string {
  const { rsvpClosesAt } = session;
  switch (closed) {
    case 'cancelled':
      return `${name} was cancelled, so there is nothing to answer. \`/career next\` shows what is ahead of you.`;
    case 'postponed':
      return `${name} was postponed, and its new date is to be announced. You'll hear from me when it is known.`;
    case 'over':
      return `${name} is over, so there is nothing to answer any more. \`/career next\` shows what is ahead of you.`;
    case 'begun':
      return `${name} has begun already. If you still want to come, please ask whoever hosts it.`;
    case 'closed':
      return `Answers for ${name} closed${rsvpClosesAt === null ? '' : ` on ${momentText(rsvpClosesAt, zone)}`}. If you still want to come, please ask the career planning staff.`;
  }
}

/** Saves an answer to a session that this transaction has locked, with the place that it takes or gives back. */
async function settle(ctx: Context, tx: Tx, session: Session, personId: number, wanted: Wanted): Promise<RsvpAnswer> {
  const key = { sessionId: session.id, personId };
  const before = await answerOf(tx, session.id, personId);
  const answer = answerAfter(wanted, before, session);
  if (answer === before) {
    if (answer === 'going') await markSeen(tx, key);
    return answer;
  }
  if (answer === 'going' && !(await takePlaces(tx, session.id, 1)))
    throw new Error(`session ${session.id} has fewer places than it said under its lock`);
  await saveAnswer(tx, key, answer, ctx.clock.now());
  if (before === 'going') {
    await giveBackPlaces(tx, session.id, 1);
    await fillPlaces(ctx, tx, [session.id]);
  }
  return answer;
}

async function answer(ctx: Context, asker: Asker, value: string, wanted: Wanted): Promise<Reply> {
  const { person, zone } = asker;
  const found = await findSession(ctx, asker, value);
  const noted = await ctx.transaction(async (tx) => {
    const [session] = await lockedSessions(tx, [found.id], ctx.program.file.school.timeZone);
    if (!session) throw new UserError('That session is no longer in the program. Please type `/career next`.');
    const closed = closedTo(wanted, session, ctx.clock.now());
    const keeps = closed === 'closed' && (await answerOf(tx, session.id, person.id)) === 'going';
    if (closed && !keeps) throw new UserError(refusal(session, closed, titleOf(ctx.program, session), zone));
    const settled = await settle(ctx, tx, session, person.id, wanted);
    const turn = settled === 'waiting' ? (await waitingList(tx, session.id, null)).indexOf(person.id) + 1 : null;
    return { session, answer: settled, position: turn };
  });
  const notes = (await sessionNotesFrom(ctx, person, [found.id])).get(found.id) ?? [];
  return answerNoted({
    ...noted,
    session: namedSession(ctx.program, noted.session),
    capacity: noted.session.capacity,
    buttons: notes.flatMap(({ buttons }) => buttons),
    zone,
  });
}

/** `value` is the id of a session, here and below. */
export function sayGoing(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return answer(ctx, asker, value, 'going');
}

/** Also how a place from the waiting list is passed on: "No, thank you". */
export function sayNotGoing(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return answer(ctx, asker, value, 'not-going');
}
