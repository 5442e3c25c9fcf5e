// A broadcast as staff see it.
import { z } from 'zod';
import { readDated } from '../../../ahead/dated.ts';
import type { Context } from '../../../context.ts';
import { audienceText, type Names } from '../../../domain/audience.ts';
import { BROADCAST_STATES } from '../../../domain/broadcast.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { findSpecialtyName } from '../../../program/find-specialty.ts';
import { ownAdvisors } from '../acts/own-advisors.ts';
import { planRecipients } from '../acts/plan-recipients.ts';
import { broadcastCard, broadcastList } from '../messages/index.ts';
import { hasStarted, seenOf } from '../rules/life.ts';
import { type Preview, previewOf } from '../rules/preview.ts';
import { minutesFor, type Tally, tallyOf } from '../rules/tally.ts';
import { type Broadcast, latestBroadcasts, namesOf } from '../store/broadcasts.ts';
import { outcomesOf } from '../store/recipients.ts';
import { findSession, knownBroadcast, readValue, sessionLabel } from './read.ts';

/** How ids of an audience are written. */
async function namesIn(ctx: Context, { audience }: Broadcast, zone: string): Promise<Names> {
  const terms = [...audience.anyOf.flat(), ...(audience.except ?? [])];
  const people = await namesOf(
    ctx.db,
    terms.flatMap((term) => ('person' in term ? term.person : [])),
  );
  const { sessions } = await readDated(ctx.db, ctx.program.file.school.timeZone);
  return {
    specialty: (id) => findSpecialtyName(ctx.program, id),
    person: (id) => people.get(id) ?? 'somebody',
    session: (id) => {
      const session = sessions.find((one) => one.id === id);
      return session ? sessionLabel(ctx, session, zone) : 'a session that is no more';
    },
  };
}

/** Who would get it as things stand: nothing is written. */
export async function previewFor(ctx: Context, broadcast: Broadcast): Promise<Preview> {
  const now = ctx.clock.now();
  const { sendAt } = broadcast;
  const from = sendAt && sendAt.epochMilliseconds > now.epochMilliseconds ? sendAt : now;
  const { planned, leftOut } = await ctx.transaction((tx) => planRecipients(ctx, tx, broadcast, from));
  const told = planned.flatMap(({ person, untold }) => (untold === null ? person : []));
  return previewOf(planned, leftOut, broadcast.acknowledgeBy === null ? null : await ownAdvisors(ctx, ctx.db, told));
}

/** By which word the last change of the copies is named: see `changeKey`. */
export function changeOf({ state, wording }: Broadcast): string | null {
  if (state === 'recalled') return 'recall';
  return wording > 1 ? `correction/${wording}` : null;
}

export async function tallyFor(ctx: Context, broadcast: Broadcast): Promise<Tally> {
  return tallyOf(await outcomesOf(ctx.db, broadcast.id, changeOf(broadcast)));
}

/** The card of a broadcast for its reader; `note` is what just happened. */
export async function cardFor(ctx: Context, broadcast: Broadcast, reader: Person, note: string | null): Promise<Reply> {
  const zone = zoneOf(ctx.program, reader);
  const started = hasStarted(broadcast.state);
  const { authorId, approvedBy, releasedBy } = broadcast;
  const names = await namesOf(
    ctx.db,
    [authorId, approvedBy, releasedBy].flatMap((id) => id ?? []),
  );
  const name = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
  const tally = started ? await tallyFor(ctx, broadcast) : null;
  const session = await findSession(ctx, broadcast.sessionId);
  const minutes = minutesFor(tally?.changes.pending ?? 0);
  return broadcastCard({
    id: broadcast.id,
    seen: seenOf(broadcast),
    state: broadcast.state,
    message: broadcast.message,
    audience: audienceText(broadcast.audience, await namesIn(ctx, broadcast, zone)),
    session: session ? sessionLabel(ctx, session, zone) : null,
    acknowledgeBy: broadcast.acknowledgeBy,
    sendAt: started ? null : broadcast.sendAt,
    author: name(authorId),
    approvedBy: name(approvedBy),
    releasedBy: name(releasedBy),
    preview: started || broadcast.state === 'discarded' ? null : await previewFor(ctx, broadcast),
    approvalOver: ctx.program.file.broadcasts.approvalOver,
    tally,
    changedBy: minutes > 0 ? ctx.clock.now().add({ minutes }) : null,
    mayApprove: reader.id !== authorId,
    zone,
    note,
  });
}

/** The card of a broadcast as it is now, after an act. */
export async function cardAfter(ctx: Context, asker: Asker, id: number, note: string | null): Promise<Reply> {
  return cardFor(ctx, await knownBroadcast(ctx, id), asker.person, note);
}

/** `value` is the id of a broadcast. */
export async function showCard(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return cardAfter(ctx, asker, readValue(value).id, null);
}

const MOST_LISTED = 15;

/** What a number of the console, a further page, or the command asks for: some states, and how many come before. */
const listed = z
  .string()
  .transform((value) => /^([a-z-]+(?:,[a-z-]+)*):(\d{1,6})$/.exec(value))
  .transform((found) => ({
    states: BROADCAST_STATES.filter((state) => found?.[1]?.split(',').includes(state)),
    before: Number(found?.[2] ?? 0),
  }));

/** The messages to many, the newest first. `value`: `scheduled:0` for those in some states, from so many on; anything else: all. */
export async function listBroadcasts(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { states, before } = listed.parse(value);
  const shown = states.length > 0 ? states : BROADCAST_STATES.filter((state) => state !== 'discarded');
  const asked = await latestBroadcasts(ctx.db, shown, before, MOST_LISTED + 1);
  const found = asked.slice(0, MOST_LISTED);
  const page = (from: number) => `${shown.join(',')}:${from}`;
  const names = await namesOf(
    ctx.db,
    found.flatMap(({ authorId }) => authorId ?? []),
  );
  return broadcastList({
    inStates: states,
    newer: before > 0 ? page(Math.max(0, before - MOST_LISTED)) : null,
    older: asked.length > MOST_LISTED ? page(before + MOST_LISTED) : null,
    broadcasts: found.map(({ id, state, message, authorId }) => ({
      id,
      state,
      message,
      author: authorId === null ? null : (names.get(authorId) ?? null),
    })),
  });
}
