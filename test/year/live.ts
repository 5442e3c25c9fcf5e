// Lives a year: loads what staff enter, then does act after act, moving the clock between them.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { addDays, HOUR, momentOf } from './model/moments.ts';
import { AT_START, members, rosterCsv } from './population.ts';
import { choose, NotPossible, pressBelow, pressOnSession, tickOff } from './press.ts';
import { type Act, startOf, type Year } from './script.ts';
import { DATES, rowKey, SCHOOL_ZONE, SNOW, sessionsCsv } from './timetable.ts';
import { openWorkspace, type Told, type Workspace } from './workspace.ts';

export interface Lived {
  /** What was really done, with the moment at which it was. */
  done: Act[];
  /** What could not be done, with the reason. */
  undone: { act: Act; because: string }[];
  told: readonly Told[];
  /** Resident memory of the bot in MiB: a day after the start, and at the end. */
  memory: { start: number; end: number; monthly: number[] };
}

const AS = ['--as', 'director@example.edu'] as const;

interface World {
  year: Year;
  workspace: Workspace;
  /** The ids of the sessions by the key in their title. */
  ids: ReadonlyMap<string, string>;
  folder: string;
}

function file({ folder }: Pick<World, 'folder'>, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function load(year: Year, workspace: Workspace, databaseUrl: string): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'year-'));
  const { people } = year;
  await workspace.tool('people', ['import', file({ folder }, 'people.csv', rosterCsv(people, AT_START, true)), ...AS]);
  await workspace.tool('sessions', ['import', file({ folder }, 'sessions.csv', sessionsCsv()), ...AS]);
  for (const { subject, year: of, day } of DATES.filter(({ at }) => at === 'start')) {
    await workspace.tool('dates', ['set', subject, String(of), day, ...AS]);
  }
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const rows = await sql<{ id: number; key: string }[]>`select id, key from sessions`;
  await sql.end();
  return { year, workspace, folder, ids: new Map(rows.map(({ id, key }) => [key.toUpperCase(), String(id)])) };
}

function sessionBy({ year }: World, words: string): string {
  const session = year.sessions.find(({ title }) => title.startsWith(`${words} `));
  if (!session) throw new Error(`no session called ${words}`);
  return rowKey(session.key);
}

async function closeDay(world: World): Promise<void> {
  const { online, postponed, cancelled, day } = SNOW;
  const choices = [
    ...['--online', `${sessionBy(world, online)}=https://example.edu/online`],
    ...['--postpone', `${sessionBy(world, postponed.words)}=${postponed.starts}`],
    ...['--cancel', sessionBy(world, cancelled)],
  ];
  await world.workspace.tool('sessions', ['close-day', day, ...choices, ...AS]);
}

/** The message of the last hours in which a person was reminded of a milestone. */
function reminderOf({ workspace, year }: World, email: string, key: string, at: number): Told {
  const titles = year.milestones.find((each) => each.key === key)?.titles ?? [];
  const message = workspace.told.findLast(
    (told) => told.email === email && told.at > at - 6 * HOUR && titles.some((title) => told.text.includes(title)),
  );
  if (!message) throw new NotPossible(`${email} was not reminded of ${key} in the last hours`);
  return message;
}

async function perform(world: World, act: Act): Promise<void> {
  const { workspace, year, ids } = world;
  const worded = (key: string) => {
    return { words: year.sessions.find((each) => each.key === key)?.title ?? '', id: ids.get(key) ?? '' };
  };
  const milestone = 'key' in act ? year.milestones.find(({ key }) => key === act.key) : undefined;
  switch (act.kind) {
    case 'settings':
      return choose(workspace, act.email, act.change);
    case 'going':
    case 'not-going':
      return pressOnSession(workspace, act.email, { ...worded(act.key), action: `rsvp.${act.kind}` });
    case 'add':
      return pressOnSession(workspace, act.email, { ...worded(act.key), action: 'calendar.add' });
    case 'done':
      if (milestone)
        await tickOff(workspace, act.email, {
          entry: milestone.entry,
          item: milestone.item,
          month: milestone.due.slice(0, 7),
        });
      return;
    case 'snooze':
    case 'fewer': {
      const message = reminderOf(world, act.email, act.key, act.at);
      const fits = (value: string) =>
        act.kind === 'fewer' ? value === 'milestone' : value.startsWith(`milestone:${milestone?.entry}/`);
      return pressBelow(workspace, act.email, message, `reminders.${act.kind}`, fits);
    }
    case 'leave':
      await workspace.call('/users', { user: act.email, set: { deleted: true } });
      return;
    default:
      return staffDo(world, act);
  }
}

async function staffDo(world: World, act: Act): Promise<void> {
  const { workspace, year } = world;
  switch (act.kind) {
    case 'import': {
      const changed = year.people.filter(({ student }) => act.emails.includes(student.email));
      await workspace.tool('people', [
        'import',
        file(world, `people-${act.day}.csv`, rosterCsv(changed, act.day, false)),
        ...AS,
      ]);
      return;
    }
    case 'change': {
      const key = sessionBy(world, act.change.words);
      const { change } = act;
      const words =
        change.kind === 'cancel' ? ['cancel', key] : ['move', key, '--starts', change.starts, '--ends', change.ends];
      await workspace.tool('sessions', [...words, ...AS]);
      return;
    }
    case 'snow':
      return closeDay(world);
    case 'dates':
      for (const { subject, year: of, day } of act.dates)
        await workspace.tool('dates', ['set', subject, String(of), day, ...AS]);
      return;
    case 'stop':
      return workspace.stopBot();
    case 'start':
      return workspace.startBot();
    default:
      throw new Error(`nobody does ${act.kind}`);
  }
}

/** Lives from the first to the last day of the year, on an empty, migrated database. `onMonth` is given what was lived until then. */
export async function live(
  year: Year,
  databaseUrl: string,
  onMonth: (day: string, lived: Lived) => void = () => {},
): Promise<Lived> {
  const start = startOf(year);
  const workspace = await openWorkspace({ databaseUrl, members: members(year.people), now: start });
  const world = await load(year, workspace, databaseUrl);
  await workspace.startBot();
  const done: Act[] = [];
  const undone: Lived['undone'] = [];
  const memory: Lived['memory'] = { start: 0, end: 0, monthly: [] };
  const acts = [...year.acts];
  try {
    for (let day = year.from; day <= year.to; day = addDays(day, 1)) {
      const evening = momentOf(day, '23:59', SCHOOL_ZONE);
      for (let act = acts[0]; act && act.at < evening; act = acts[0]) {
        acts.shift();
        await workspace.jumpTo(act.at);
        const at = await workspace.now();
        try {
          await perform(world, act);
          done.push({ ...act, at });
        } catch (error) {
          if (!(error instanceof NotPossible)) throw error;
          undone.push({ act, because: error.message });
        }
      }
      await workspace.jumpTo(evening);
      const isStopped = done.findLast(({ kind }) => kind === 'stop' || kind === 'start')?.kind === 'stop';
      if (day === addDays(year.from, 4)) memory.start = workspace.memory();
      if (!isStopped && day.endsWith('-01')) {
        memory.monthly.push(workspace.memory());
        onMonth(day, { done, undone, told: workspace.told, memory });
      }
    }
    memory.end = workspace.memory();
    return { done, undone, told: workspace.told, memory };
  } finally {
    await workspace.close();
  }
}
