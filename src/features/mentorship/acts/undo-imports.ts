// How imports of mentors and of requests are taken back. Nothing is as if it had never been: who was asked because of them is told in neutral
// words, and what still looks for a mentor goes on to the next.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { RequestState } from '../../../domain/mentorship.ts';
import { countText } from '../../../domain/wording.ts';
import type { UndoneAct } from '../../../importer.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../people/store.ts';
import { type ChangedRow, type Hindered, type UndoableTable, undoRows } from '../../../people/undo-rows.ts';
import { findMentor, mentorsOf, removeMentor } from '../store/mentors.ts';
import { findOffer, openOffersTo } from '../store/offers.ts';
import { liveRequests, requestsByIds, type StoredRequest } from '../store/requests.ts';
import { advance } from './advance.ts';
import { needSeason } from './held.ts';
import { enterMentor } from './mentors.ts';
import { withdraw } from './requests.ts';
import { stepOffer } from './settle.ts';
import { bringBack } from './undo.ts';

/** Names by the ids of people, each with what stands in the way, where that is known. */
async function namesWith(tx: Tx, inTheWay: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const people = await peopleByIds(tx, [...inTheWay.keys()].map(Number));
  return new Map(
    people.map(({ id, name }) => {
      const way = inTheWay.get(String(id)) ?? '';
      return [String(id), way === '' ? name : `${name}, ${way}`];
    }),
  );
}

function tracesOf(key: string) {
  return { details: [{ keys: [key] }], subject: Number(key) };
}

async function hold(ctx: Context, tx: Tx): Promise<void> {
  await needSeason(ctx, tx);
}

const terms = z.object({
  seasonId: z.number().int(),
  specialties: z.array(z.string()),
  topics: z.array(z.string()),
  capacity: z.number().int(),
  paused: z.boolean(),
});
type MentorRow = z.output<typeof terms>;

/** Mentors who were asked because of an import. */
const asked = z.object({ offers: z.array(z.number().int()) });

/** What nobody has answered yet: of the import, and all that a mentor was asked who came by it. */
async function openBecause(tx: Tx, rows: readonly ChangedRow<MentorRow>[], undone: UndoneAct) {
  const fresh = rows.filter(({ before }) => before === null).map(({ key }) => Number(key));
  const open = new Map((await openOffersTo(tx, fresh)).map((offer) => [offer.id, offer]));
  for (const id of asked.parse(undone.inverse).offers) {
    const offer = await findOffer(tx, id);
    if (offer?.state === 'open') open.set(id, offer);
  }
  return [...open.values()];
}

/** By the ids of the mentors, in the open season. */
export const mentorRows: UndoableTable<MentorRow> = {
  row: terms,
  hold,
  async rows(ctx, tx, keys) {
    const { season } = await needSeason(ctx, tx);
    const wanted = new Set(keys);
    const found = (await mentorsOf(tx, season.id)).filter(({ personId }) => wanted.has(String(personId)));
    return new Map(
      found.map(({ personId, specialties, topics, capacity, paused }) => [
        String(personId),
        { seasonId: season.id, specialties: [...specialties], topics: [...topics], capacity, paused },
      ]),
    );
  },
  async names(ctx, tx, rows) {
    const { season } = await needSeason(ctx, tx);
    const inTheWay = new Map<string, string>();
    for (const { key, before } of rows) {
      const taken = (await findMentor(tx, season.id, Number(key)))?.taken ?? 0;
      const keeps = taken > (before?.capacity ?? 0);
      inTheWay.set(key, keeps ? `who has ${countText(taken, 'student')} by now` : '');
    }
    return namesWith(tx, inTheWay);
  },
  traces: tracesOf,
  async restore(ctx, tx, rows, undone) {
    const held = await needSeason(ctx, tx);
    for (const offer of await openBecause(tx, rows, undone)) await stepOffer(tx, held, offer, 'withdraw');
    const inTheWay: Hindered[] = [];
    for (const { key, before } of rows) {
      const id = Number(key);
      const taken = (await findMentor(tx, held.season.id, id))?.taken ?? 0;
      const [person] = await peopleByIds(tx, [id]);
      // Who has a student by now keeps the place.
      if (taken > (before?.capacity ?? 0) || !person) inTheWay.push({ key, traces: tracesOf(key) });
      else if (before) await enterMentor(ctx, tx, held, person, before);
      else {
        await removeMentor(tx, held.season.id, id);
        held.mentors.delete(id);
      }
    }
    if (inTheWay.length === 0) await advance(ctx, tx, held);
    return inTheWay;
  },
};

const request = z.object({
  id: z.number().int(),
  specialties: z.array(z.string()),
  topics: z.array(z.string()),
  wishes: z.array(z.number().int()),
  matchMe: z.boolean(),
  note: z.string().nullable(),
});
type RequestRow = z.output<typeof request>;

function rowOf({ id, specialties, topics, wishes, matchMe, note }: StoredRequest): RequestRow {
  return { id, specialties: [...specialties], topics: [...topics], wishes: [...wishes], matchMe, note };
}

/** What became of an imported request, as a reason why the import stays. */
const SETTLED_SINCE: Record<RequestState, string> = {
  waiting: '',
  offered: '',
  'with-staff': '',
  matched: 'who has a mentor by now',
  withdrawn: 'whose request was taken back or replaced',
  unmatched: 'whose season is over',
};

/** Requests, by their ids, that staff had already when the import replaced them. */
const withStaff = z.object({ withStaff: z.array(z.number().int()) });

/** The live requests of students, by the students' ids, in the open season. */
export const requestRows: UndoableTable<RequestRow> = {
  row: request,
  hold,
  async rows(ctx, tx, keys) {
    const { season } = await needSeason(ctx, tx);
    const wanted = new Set(keys);
    const live = (await liveRequests(tx, season.id)).filter(({ personId }) => wanted.has(String(personId)));
    return new Map(live.map((one) => [String(one.personId), rowOf(one)]));
  },
  async names(_ctx, tx, rows) {
    const imported = await requestsByIds(
      tx,
      rows.map(({ after }) => after.id),
    );
    const state = new Map(imported.map(({ id, state: now }) => [id, now]));
    return namesWith(tx, new Map(rows.map(({ key, after }) => [key, SETTLED_SINCE[state.get(after.id) ?? 'waiting']])));
  },
  traces: tracesOf,
  async restore(ctx, tx, rows, undone) {
    const held = await needSeason(ctx, tx);
    const imported = await requestsByIds(
      tx,
      rows.map(({ after }) => after.id),
    );
    for (const one of imported) await withdraw(tx, held, one);
    // Whoever never asked reads nothing of it.
    await enqueueChanges(
      tx,
      held.now,
      imported.flatMap(({ id, outboxId }) =>
        outboxId === null
          ? []
          : { kind: 'delete', target: outboxId, lane: 'answers', dedupeKey: `mentorship/request/${id}/undone` },
      ),
    );
    const had = new Set(withStaff.parse(undone.inverse).withStaff);
    const replaced = rows.flatMap(({ before }) => before?.id ?? []);
    for (const one of await requestsByIds(tx, replaced)) await bringBack(tx, held, one, had.has(one.id));
    await advance(ctx, tx, held);
    return [];
  },
};

export const undoMentors = undoRows(mentorRows);
export const undoMentees = undoRows(requestRows);
