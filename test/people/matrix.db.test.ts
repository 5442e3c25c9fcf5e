// The authorisation matrix: whatever any slice listens to, pressed, sent and typed by every role, by a stranger, and by somebody who has
// left, with the ids of others in the values. What is refused changes nothing and does not say whether the thing exists; what is one's own
// to do touches nothing of others and names nobody. New slices are found by themselves.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/domain/roles.ts';
import type { Feature } from '../../src/feature.ts';
import { features } from '../../src/features/index.ts';
import { mayDo, type Relation } from '../../src/people/authorise.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { matchSlack } from '../../src/people/match-slack.ts';
import { allPeople } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { type Answered, createAnswerer } from '../../src/slack/answer.ts';
import { member, roster } from '../support/people-builders.ts';
import { buttonsOf, type Talk, talkTo } from '../support/said.ts';
import { createTestContext, type TestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const program = await loadProgram();

/** Names and addresses that occur nowhere by chance. Of each role somebody; another student, whose things are tried for. */
const NAMES: Record<string, string> = {
  student: 'Quillon Zarrabi',
  'peer-mentor': 'Ysolde Brandvold',
  interviewer: 'Xanthe Okonjo',
  'society-advisor': 'Thaddeus Vexley',
  'pce-mentor': 'Wilhelmina Droste',
  rasa: 'Ignatius Pellworm',
  'specialty-mentor': 'Evander Mossgrove',
  'alumni-liaison': 'Octavia Brimble',
  staff: 'Zebulon Starkweather',
  second: 'Ottoline Hargreave',
  victim: 'Persephone Quickbeam',
  left: 'Barnabas Foxglove',
};
const slackOf = (key: string) => `U_${key.toUpperCase()}`;
const emailOf = (key: string) => `${key}.zz@example.edu`;

/** Whom everybody may read of: specialty mentors are listed for their specialty. */
const PUBLIC = ['specialty-mentor'];

/** Menus in which whoever may use them looks for people: whom one is not to be paired with, and whom the Alumni Liaison connects. */
const MENUS_OF_PEOPLE = ['mentorship.pick-apart', 'mentorship.pick-wish', 'asks.pick-person'];

const ASKERS = [...ROLES, 'stranger', 'left'] as const;

let database: TestDatabase;
let ctx: TestContext;
let talk: Talk;
let answerer: ReturnType<typeof createAnswerer>;
const idOf = new Map<string, number>();
let sessionId = 0;

const line = (key: string, roles: string, rest = ',,,,') => `${NAMES[key]},${emailOf(key)},${roles},${rest}`;
const PCE = '2029,pathways,Castle,Dermatology,cycle undecided from 2026-07-01';

function people(): string {
  const plain = ROLES.filter((role) => !['student', 'peer-mentor', 'staff', 'specialty-mentor'].includes(role));
  return roster(
    line('staff', 'staff'),
    line('second', 'staff'),
    line('student', 'student', PCE),
    line('peer-mentor', 'student; peer-mentor', '2027,pathways,Castle,Pediatrics,'),
    line('victim', 'student', PCE),
    line('left', 'student', PCE),
    line('specialty-mentor', 'specialty-mentor', ',,,Dermatology,'),
    ...plain.map((role) => line(role, role)),
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  const keys = [...Object.keys(NAMES), 'stranger'];
  const members = keys.map((key) => member(slackOf(key), key === 'stranger' ? 'nobody@elsewhere.edu' : emailOf(key)));
  ctx = createTestContext(database, program, '2026-12-01', members);
  await importRoster(ctx, people(), { as: emailOf('staff'), dryRun: false });
  await matchSlack(ctx);
  for (const { id, emails } of await allPeople(ctx.db))
    idOf.set(Object.keys(NAMES).find((key) => emails.includes(emailOf(key))) ?? '', id);
  answerer = createAnswerer(ctx, () => 'reference');
  talk = talkTo(answerer);
  await fill();
});
afterAll(() => database.drop());

/** Somebody's things, for others to reach for: a place, a time to meet, a proposal, acts that can be taken back. */
async function fill(): Promise<void> {
  const [session] = await database.db.execute<{ id: number }>(
    sql`insert into sessions (key, entry, starts_at, ends_at) values ('law', 'alternative-careers-2', '2026-12-15 22:00Z', '2026-12-15 23:00Z') returning id`,
  );
  sessionId = session?.id ?? 0;
  const [victim, staff] = [slackOf('victim'), slackOf('staff')];
  await talk.click(victim, 'rsvp.going', String(sessionId));
  await talk.submit(victim, 'people.send-proposal', 'leave from 2027-02-15 to 2027-05-15');
  const [advised] = await database.db.execute<{ id: number }>(
    sql`insert into assignments (kind, student_id, advisor_id, starts_on)
      values ('society-advisor', ${idOf.get('victim')}, ${idOf.get('second')}, '2026-08-01') returning id`,
  );
  const meeting = { day: '2026-12-15', hour: '17:00', where: 'Nowhere that anybody else reads of' };
  await talk.submit(victim, 'advising.save-meeting', String(advised?.id), meeting);
  const shown = `${idOf.get('victim')}/student`;
  await talk.submit(staff, 'people.save-roles', shown, { roles: ['student', 'peer-mentor'] });
  await talk.submit(staff, 'people.save-leave', String(idOf.get('left')));
  await talk.submit(staff, 'staff.look-through', '', { table: ['people'], pasted: roster(line('staff', 'staff')) });
}

const TABLES = sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`;

/** Every row of every table as text; who somebody is in Slack is learned by asking, and what was asked is not kept. */
async function dump(): Promise<Map<string, string[]>> {
  const tables = await database.db.execute<{ name: string }>(TABLES);
  const all = new Map<string, string[]>();
  for (const { name } of tables) {
    if (name === 'planning_changes') continue;
    const rows = await database.db.execute<{ row: string }>(
      sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t order by 1`,
    );
    all.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return all;
}

/** Of which columns a row is somebody's: whatever refers to people. */
async function ownColumns(): Promise<Map<string, string[]>> {
  const rows = await database.db.execute<{ table: string; column: string }>(
    sql`select c.conrelid::regclass::text as "table", a.attname as "column" from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'people'::regclass`,
  );
  const columns = new Map<string, string[]>([['people', ['id']]]);
  for (const { table, column } of rows) columns.set(table, [...(columns.get(table) ?? []), column]);
  return columns;
}

/** Every row that is somebody's, of whichever table. */
async function rowsOf(columns: Map<string, string[]>, personId: number): Promise<string[]> {
  const parts = [...columns].flatMap(([table, names]) =>
    names.map((name) => {
      const [from, column] = [sql.identifier(table), sql.identifier(name)];
      return sql`select ${table}::text as "table", to_jsonb(t)::text as row from ${from} t where ${column} = ${personId}`;
    }),
  );
  const rows = await database.db.execute<{ table: string; row: string }>(
    sql`${sql.join(parts, sql` union `)} order by 1, 2`,
  );
  return rows.map(({ table, row }) => `${table} ${row}`);
}

interface Listener {
  kind: 'command' | 'action' | 'form' | 'shortcut' | 'options' | 'page';
  /** What is typed, or the action. */
  name: string;
  action: string;
  relation: Relation;
}

function listenersOf({ commands, actions, forms, shortcuts, options, staffPages }: Feature): Listener[] {
  const of = (kind: Listener['kind'], listeners: readonly { action: string; relation?: Relation }[] = []) =>
    listeners.map(({ action, relation = 'self' }): Listener => ({ kind, name: action, action, relation }));
  return [
    ...(commands ?? []).map(
      ({ name, action, relation = 'self' }): Listener => ({ kind: 'command', name, action, relation }),
    ),
    ...of('action', actions),
    ...of('form', forms),
    ...of('shortcut', shortcuts),
    ...of('options', options),
    ...(staffPages ?? []).map(({ name, action }): Listener => ({ kind: 'page', name, action, relation: 'program' })),
  ];
}

const LISTENERS = features.flatMap(listenersOf);

/** Buttons that staff and the student whose things they are have been shown, as from a screenshot: by action, their values. */
async function screenshots(): Promise<Map<string, Set<string>>> {
  const seen = new Map<string, Set<string>>();
  const look = ({ reply }: Answered) => {
    for (const { action, value } of buttonsOf([reply.blocks, reply.form?.blocks ?? []]))
      seen.set(action, (seen.get(action) ?? new Set()).add(value));
    const { form } = reply;
    if (form?.action !== undefined) seen.set(form.action, (seen.get(form.action) ?? new Set()).add(form.value ?? ''));
  };
  for (const who of ['staff', 'victim']) {
    for (const { kind, name } of LISTENERS) if (kind === 'command') look(await talk.command(slackOf(who), name));
    look(await answerer.home(slackOf(who)));
  }
  for (const { kind, name } of LISTENERS)
    if (kind === 'page') look(await talk.command(slackOf('staff'), `staff ${name} ${NAMES.victim}`));
  return seen;
}

/** Ids of others and of what is theirs, what nothing is called by, and what is no id at all. */
function values(seen: Map<string, Set<string>>, action: string): string[] {
  const victim = idOf.get('victim') ?? 0;
  const guessed = [`${victim}`, `${victim}/0`, `${victim}/student`, `${sessionId}`, '1', '2', '3', '999999', 'x', ''];
  return [...new Set([...(seen.get(action) ?? []), ...guessed])];
}

/** What a form may be sent with: everything in it is somebody else's. */
function entered(): Record<string, string[]> {
  const victim = String(idOf.get('victim'));
  const fields = {
    person: victim,
    people: victim,
    mentor: victim,
    student: victim,
    advisor: victim,
    session: String(sessionId),
  };
  return Object.fromEntries(
    Object.entries({ ...fields, table: 'people', pasted: people() }).map(([name, value]) => [name, [value]]),
  );
}

async function tryOne(
  who: string,
  { kind, name }: Listener,
  value: string,
): Promise<{ text: string; outcome: string; action: string }> {
  if (kind === 'options') {
    const { choices, done } = await answerer.search({ slackUserId: who, actionId: name, words: value || 'zz' });
    return { text: JSON.stringify(choices), outcome: done.outcome, action: done.action };
  }
  const answered =
    kind === 'command' || kind === 'page'
      ? await talk.command(who, [...(kind === 'page' ? ['staff'] : []), name, value].join(' '))
      : kind === 'form'
        ? await talk.submit(who, name, value, entered())
        : kind === 'shortcut'
          ? await answerer.shortcut({ slackUserId: who, actionId: name, triggerId: 'T' })
          : await talk.click(who, name, value);
  return { text: JSON.stringify(answered.reply), outcome: answered.done.outcome, action: answered.done.action };
}

/** Names and addresses of people other than the asker that stand in an answer and not in the question. */
function leaks(text: string, asker: string, asked: string): string[] {
  const others = Object.entries(NAMES).filter(([key]) => key !== asker && !PUBLIC.includes(key));
  return others
    .flatMap(([key, name]) => [name, emailOf(key)])
    .filter((word) => text.includes(word) && !asked.includes(word));
}

function rolesOf(asker: (typeof ASKERS)[number]): Role[] {
  if (asker === 'stranger' || asker === 'left') return [];
  return asker === 'peer-mentor' ? ['student', 'peer-mentor'] : [asker];
}

/** Whoever has the role may use it. */
function isAllowed(roles: readonly Role[], { action, relation, kind }: Listener): boolean {
  return (kind !== 'page' || mayDo('staff.staff', { roles }, 'program')) && mayDo(action, { roles }, relation);
}

describe.each(ASKERS)('%s', (asker) => {
  it('gets nothing of what is not theirs to use: no change, no name, and no word on whether it exists', async () => {
    const roles = rolesOf(asker);
    const [seen, before] = [await screenshots(), await dump()];
    const found: string[] = [];
    for (const listener of LISTENERS.filter((one) => !isAllowed(roles, one))) {
      const said = new Set<string>();
      for (const value of values(seen, listener.name)) {
        const { text, outcome } = await tryOne(slackOf(asker), listener, value);
        if (outcome !== (roles.length === 0 ? 'stranger' : 'refused'))
          found.push(`${listener.name} ${value}: ${outcome}`);
        found.push(...leaks(text, asker, '').map((word) => `${listener.name} ${value} names ${word}`));
        said.add(text);
      }
      if (said.size !== 1) found.push(`${listener.name} answers differently: ${[...said].join(' | ')}`);
    }
    expect(found).toEqual([]);
    expect(await dump()).toEqual(before);
  });
});

// Staff use what is theirs to use, which the tests of each slice see to.
describe.each(ROLES.filter((role) => role !== 'staff'))('%s', (asker) => {
  it('changes nothing of others with what is theirs to use, and reads of nobody', async () => {
    const roles = rolesOf(asker);
    const [seen, columns, victim] = [await screenshots(), await ownColumns(), idOf.get('victim') ?? 0];
    const found: string[] = [];
    let before = await rowsOf(columns, victim);
    for (const listener of LISTENERS.filter((one) => isAllowed(roles, one))) {
      for (const value of values(seen, listener.name)) {
        const { text, outcome } = await tryOne(slackOf(asker), listener, value);
        if (outcome === 'failed') found.push(`${listener.name} ${value}: failed`);
        if (MENUS_OF_PEOPLE.includes(listener.name)) continue;
        found.push(...leaks(text, asker, value).map((word) => `${listener.name} ${value} names ${word}`));
      }
      const after = await rowsOf(columns, victim);
      if (after.join() !== before.join()) found.push(`${listener.name} changed what is another's`);
      before = after;
    }
    const home = JSON.stringify((await answerer.home(slackOf(asker))).reply);
    found.push(...leaks(home, asker, '').map((word) => `Home names ${word}`));
    expect(found).toEqual([]);
  });
});

it('tries whatever the features contribute', () => {
  expect(LISTENERS.length).toBeGreaterThan(60);
  for (const kind of ['command', 'action', 'form', 'options', 'page'] as const)
    expect(
      LISTENERS.some((listener) => listener.kind === kind),
      kind,
    ).toBe(true);
});
