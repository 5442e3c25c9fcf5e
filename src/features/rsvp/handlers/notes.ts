// What answers and places add to a session wherever it is shown, and what of them waits for somebody.
import { z } from 'zod';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { RsvpAnswer } from '../../../domain/rsvp.ts';
import { momentText } from '../../../domain/wording.ts';
import type { ByPerson, Reply, SessionNote, Waiting } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import { type Person, personStanding, zoneOf } from '../../../people/person.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import { goingButton, notGoingButton, placeFree } from '../messages.ts';
import { isHost } from '../rules/host.ts';
import { guestList, noteText, type Standing } from '../rules/note-text.ts';
import { closedTo, freePlaces, openTo } from '../rules/places.ts';
import { guestsOf, ownAnswers, promotionsOf, sessionsNow, waitingLists } from '../store.ts';
import { namedSession, titleOf } from './own-session.ts';

/** One button for what is not so yet; both where nothing was answered. Who could not come any more may still say that they don't. */
function buttonsFor(session: Session, answer: RsvpAnswer | null, mayCome: boolean): ButtonSpec[] {
  const { id } = session;
  if (answer === 'waiting') return [notGoingButton(id, 'Leave the waiting list')];
  const full = freePlaces(session) === 0;
  const going = mayCome && answer !== 'going' ? [goingButton(id, full ? 'Join the waiting list' : 'Going')] : [];
  return answer === 'not-going' ? going : [...going, notGoingButton(id)];
}

async function guestLists(ctx: Context, person: Person, sessions: readonly Session[]): Promise<Map<number, string[]>> {
  const { program } = ctx;
  const today = program.today(ctx.clock.now());
  const isStaff = mayDo('rsvp.list', person, 'program');
  const run = sessions.filter((session) => {
    const entry = program.entry(session.entry);
    return isStaff || (entry !== undefined && isHost(program, person, entry, today));
  });
  if (run.length === 0) return new Map();
  const guests = await guestsOf(
    ctx.db,
    run.map(({ id }) => id),
  );
  return new Map(
    run.map((session): [number, string[]] => {
      const own = guests.filter(({ sessionId }) => sessionId === session.id);
      // Of a panel that nobody has to answer to, an empty list would only be in the way.
      return [session.id, own.length === 0 && session.capacity === null ? [] : guestList(session, own)];
    }),
  );
}

export async function noteSessions(
  ctx: Context,
  person: Person,
  sessionIds: readonly number[],
): Promise<Map<number, SessionNote>> {
  if (sessionIds.length === 0) return new Map();
  const { program, db } = ctx;
  const now = ctx.clock.now();
  const [sessions, answers, waiting] = await Promise.all([
    sessionsNow(db, sessionIds, program.file.school.timeZone),
    ownAnswers(db, person.id, sessionIds),
    waitingLists(db, sessionIds),
  ]);
  const lists = await guestLists(ctx, person, sessions);
  const open = new Set(openTo(program, person, sessions, program.today(now)));
  return new Map(
    sessions.map((session): [number, SessionNote] => {
      const { id } = session;
      const queue = waiting.get(id) ?? [];
      const answer = answers.find(({ sessionId }) => sessionId === id)?.answer ?? null;
      const position = answer === 'waiting' ? queue.indexOf(person.id) + 1 : null;
      const standing: Standing = { answer, position, waiting: queue.length };
      const mayAnswer = open.has(session) && closedTo('not-going', session, now) === null;
      const mayCome = closedTo('going', session, now) === null;
      const says = open.has(session) || lists.has(id);
      return [
        id,
        {
          text: says ? noteText(session, standing, { now, zone: zoneOf(program, person) }) : null,
          buttons: mayAnswer ? buttonsFor(session, answer, mayCome) : [],
          list: lists.get(id) ?? [],
        },
      ];
    }),
  );
}

/** Places from the waiting list that somebody has not looked at yet, the oldest first. */
export async function waitingPromotions(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const { program, db } = ctx;
  const now = ctx.clock.now();
  const promotions = await promotionsOf(
    db,
    people.map(({ id }) => id),
  );
  const ids = [...new Set(promotions.map(({ sessionId }) => sessionId))];
  const sessions = new Map(
    (await sessionsNow(db, ids, program.file.school.timeZone)).map((session) => [session.id, session]),
  );
  const waiting = people.map((person): [number, Waiting[]] => {
    const own = promotions.filter(({ personId }) => personId === person.id);
    return [
      person.id,
      own.flatMap(({ sessionId }) => {
        const session = sessions.get(sessionId);
        if (!session || closedTo('not-going', session, now) !== null) return [];
        const when = momentText(session.startsAt, zoneOf(program, person));
        return {
          text: `A place at ${titleOf(program, session)} (${when}) has become free for you. Will you be there?`,
          buttons: [goingButton(sessionId, "I'll be there"), notGoingButton(sessionId, 'No, thank you')],
        };
      }),
    ];
  });
  return new Map(waiting.filter(([, items]) => items.length > 0));
}

const content = z.object({ sessionId: z.number().int() });

/** Tells somebody of their place; `null` where it is theirs no more, they have looked at it already, or are away: then `next` has it. */
export async function composePlaceFree(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { sessionId } = content.parse(stored);
  const now = ctx.clock.now();
  if (personStanding(ctx.program, person, ctx.program.today(now))?.away) return null;
  const [session] = await sessionsNow(ctx.db, [sessionId], ctx.program.file.school.timeZone);
  const promoted = (await promotionsOf(ctx.db, [person.id])).some((answer) => answer.sessionId === sessionId);
  if (!session || !promoted || closedTo('not-going', session, now) !== null) return null;
  return placeFree({ session: namedSession(ctx.program, session), sessionId, zone: zoneOf(ctx.program, person) });
}
