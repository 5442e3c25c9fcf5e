// Mentors and students of the open season, imported and exported as tables.
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { ListedError } from '../../../errors.ts';
import type { ImportDifference, Importer } from '../../../importer.ts';
import { authorise } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import { allPeople, peopleByIds } from '../../../people/store.ts';
import { recordImportedRows } from '../../../people/undo-rows.ts';
import { findMentor, mentorsOf } from '../store/mentors.ts';
import { lastOfferId, offersSince } from '../store/offers.ts';
import { liveRequests, type StoredRequest } from '../store/requests.ts';
import { openSeason } from '../store/seasons.ts';
import {
  MENTEE_COLUMNS,
  MENTOR_COLUMNS,
  type MenteeRow,
  type MentorRow,
  readMentees,
  readMentors,
  writeMentees,
  writeMentors,
} from '../tables.ts';
import { advance } from './advance.ts';
import { type Held, needSeason } from './held.ts';
import { enterMentor } from './mentors.ts';
import { ask, refusalToAsk, withdraw } from './requests.ts';
import { mentorRows, requestRows } from './undo-imports.ts';

const MISTAKES = 'The table has mistakes; nothing was changed:';

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError(MISTAKES, problems);
}

/** People by any of their addresses. */
async function peopleByEmail(tx: Tx): Promise<Map<string, Person>> {
  return new Map((await allPeople(tx)).flatMap((person) => person.emails.map((email) => [email, person] as const)));
}

/** What a line came to. */
type Change = 'added' | 'changed' | 'unchanged';

interface Changed {
  person: Person;
  change: Change;
}

function keysOf(changes: readonly Changed[]): string[] {
  return changes.flatMap(({ person, change }) => (change === 'unchanged' ? [] : String(person.id)));
}

function countsOf({ added, changed, unchanged }: Omit<ImportDifference, 'auditId'>): Record<string, number> {
  return { added, changed, unchanged };
}

function differenceOf(changes: readonly Changed[]): Omit<ImportDifference, 'auditId'> {
  const count = (change: Change) => changes.filter((one) => one.change === change).length;
  return {
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    lines: changes
      .filter(({ change }) => change !== 'unchanged')
      .map(({ change, person }) => `${change}: ${person.name}`),
  };
}

async function importMentor(ctx: Context, tx: Tx, held: Held, person: Person, row: MentorRow): Promise<Change> {
  const known = await findMentor(tx, held.season.id, person.id);
  const terms = {
    specialties: row.specialties,
    topics: row.topics ?? known?.topics ?? [],
    capacity: row.capacity,
    paused: row.paused ?? known?.paused ?? false,
  };
  if (known) {
    const { specialties, topics, capacity, paused } = known;
    if (isDeepStrictEqual(terms, { specialties, topics, capacity, paused })) return 'unchanged';
  }
  await enterMentor(ctx, tx, held, person, terms);
  return known ? 'changed' : 'added';
}

async function runMentors(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference> {
  authorise('mentorship.import-mentors', actor, 'program');
  const held = await needSeason(ctx, tx);
  const { rows, problems } = readMentors(ctx.program, csv);
  const byEmail = await peopleByEmail(tx);
  const seen = new Set<number>();
  const changes: Changed[] = [];
  const before = await mentorRows.rows(ctx, tx, [...held.mentors.keys()].map(String));
  for (const row of rows) {
    const person = byEmail.get(row.email);
    if (!person?.roles.includes('peer-mentor') || !person.active) {
      problems.push(`line ${row.line}, email: ${row.email} is no peer mentor in the roster`);
      continue;
    }
    if (seen.has(person.id)) problems.push(`line ${row.line}, email: ${row.email} stands there twice`);
    seen.add(person.id);
    const taken = (await findMentor(tx, held.season.id, person.id))?.taken ?? 0;
    if (row.capacity < taken) problems.push(`line ${row.line}, capacity: ${taken} places are taken already`);
    else if (problems.length === 0) changes.push({ person, change: await importMentor(ctx, tx, held, person, row) });
  }
  refuse(problems);
  const difference = differenceOf(changes);
  const last = await lastOfferId(tx);
  await advance(ctx, tx, held);
  const keys = keysOf(changes);
  const also = {
    offers: (await offersSince(tx, last)).filter(({ mentorId }) => keys.includes(String(mentorId))).map(({ id }) => id),
  };
  const noted = { act: 'mentorship.import-mentors', actor, keys, before, counts: countsOf(difference), also } as const;
  return { ...difference, auditId: await recordImportedRows(ctx, tx, mentorRows, noted) };
}

function isSame(known: StoredRequest, row: MenteeRow, wishes: readonly number[]): boolean {
  const { specialties, topics, matchMe, note } = known;
  const before = { specialties, topics, matchMe, note, wishes: known.wishes };
  return isDeepStrictEqual(before, {
    specialties: row.specialties,
    topics: row.topics,
    matchMe: row.matchMe,
    note: row.note,
    wishes: [...wishes],
  });
}

/** A request of a table takes the place of a live one that differs. Gives what it came to, or why it can't be. */
async function importMentee(
  ctx: Context,
  tx: Tx,
  held: Held,
  person: Person,
  { row, wishes, live }: { row: MenteeRow; wishes: number[]; live: readonly StoredRequest[] },
): Promise<Change | { problem: string }> {
  const known = live.find(({ personId }) => personId === person.id);
  if (known && isSame(known, row, wishes)) return 'unchanged';
  if (known) await withdraw(tx, held, known);
  const refusal = await refusalToAsk(ctx, tx, held, person);
  if (refusal !== null)
    return { problem: `${person.name} can't ask in this season: no student in the PCE, or matched already` };
  const { specialties, topics, matchMe, note } = row;
  await ask(ctx, tx, held, person, { specialties, topics, wishes, matchMe, note }, 'staff');
  return known ? 'changed' : 'added';
}

async function runMentees(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference> {
  authorise('mentorship.import-mentees', actor, 'program');
  const held = await needSeason(ctx, tx);
  const { rows, problems } = readMentees(ctx.program, csv);
  const byEmail = await peopleByEmail(tx);
  const live = await liveRequests(tx, held.season.id);
  const seen = new Set<number>();
  const changes: Changed[] = [];
  const before = new Map(
    await requestRows.rows(
      ctx,
      tx,
      live.map(({ personId }) => String(personId)),
    ),
  );
  for (const row of rows) {
    const person = byEmail.get(row.email);
    const unknown = row.wishes.filter((email) => !held.mentors.has(byEmail.get(email)?.id ?? 0));
    problems.push(...unknown.map((email) => `line ${row.line}, wishes: ${email} is no mentor of this season`));
    if (!person) problems.push(`line ${row.line}, email: nobody in the roster has ${row.email}`);
    else if (seen.has(person.id)) problems.push(`line ${row.line}, email: ${row.email} stands there twice`);
    if (!person || problems.length > 0) continue;
    seen.add(person.id);
    const wishes = row.wishes.flatMap((email) => byEmail.get(email)?.id ?? []);
    const change = await importMentee(ctx, tx, held, person, { row, wishes, live });
    if (typeof change === 'string') changes.push({ person, change });
    else problems.push(`line ${row.line}, email: ${change.problem}`);
  }
  refuse(problems);
  const difference = differenceOf(changes);
  const also = { withStaff: live.filter(({ state }) => state === 'with-staff').map(({ id }) => id) };
  const act = 'mentorship.import-mentees';
  const noted = { act, actor, keys: keysOf(changes), before, counts: countsOf(difference), also } as const;
  const auditId = await recordImportedRows(ctx, tx, requestRows, noted);
  await advance(ctx, tx, held);
  return { ...difference, auditId };
}

async function emailsOf(ctx: Context, ids: readonly number[]): Promise<Map<number, string>> {
  return new Map((await peopleByIds(ctx.db, ids)).map(({ id, emails }) => [id, emails[0] ?? '']));
}

/** Without an open season the table has no lines. */
async function exportMentors(ctx: Context): Promise<string> {
  const season = await openSeason(ctx.db);
  const mentors = season ? await mentorsOf(ctx.db, season.id) : [];
  const email = await emailsOf(
    ctx,
    mentors.map(({ personId }) => personId),
  );
  return writeMentors(
    mentors.map(({ personId, specialties, topics, capacity, paused }) => ({
      email: email.get(personId) ?? '',
      specialties: [...specialties],
      topics: [...topics],
      capacity,
      paused,
    })),
  );
}

async function exportMentees(ctx: Context): Promise<string> {
  const season = await openSeason(ctx.db);
  const live = season ? await liveRequests(ctx.db, season.id) : [];
  const email = await emailsOf(
    ctx,
    live.flatMap(({ personId, wishes }) => [personId, ...wishes]),
  );
  return writeMentees(
    live.map(({ personId, specialties, topics, wishes, matchMe, note }) => ({
      email: email.get(personId) ?? '',
      specialties: [...specialties],
      topics: [...topics],
      wishes: wishes.map((id) => email.get(id) ?? ''),
      matchMe,
      note,
    })),
  );
}

export const mentorsTable: Importer = {
  table: 'mentors',
  title: 'Mentors of the open season',
  action: 'mentorship.import-mentors',
  columns: MENTOR_COLUMNS,
  run: runMentors,
  export: exportMentors,
};

export const menteesTable: Importer = {
  table: 'mentees',
  title: 'Open requests for a peer mentor',
  action: 'mentorship.import-mentees',
  columns: MENTEE_COLUMNS,
  run: runMentees,
  export: exportMentees,
};
