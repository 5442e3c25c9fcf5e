import type { Temporal } from 'temporal-polyfill';
import { Faults } from '../control/faults.ts';
import type { Manifest } from '../manifest.ts';
import type { Member } from '../members.ts';
import { Activity } from './activity.ts';
import { Channels } from './channels.ts';
import { type RealTime, WorkspaceClock } from './clock.ts';
import { Entries } from './entries.ts';
import { Files } from './files.ts';
import { fixedIds, Ids, type RandomBytes } from './ids.ts';
import { Messages } from './messages.ts';
import { Sequence } from './sequence.ts';
import { Timestamps } from './timestamps.ts';
import { TrafficLog } from './traffic-log.ts';
import { type NewUser, Users } from './users.ts';
import { Views } from './views.ts';

/** Everything there is in the workspace, in memory. */
export interface Workspace {
  readonly manifest: Manifest;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  /** IANA zone in which the workspace's times are printed. */
  readonly timeZone: string;
  readonly clock: WorkspaceClock;
  readonly real: RealTime;
  readonly ids: Ids;
  readonly sequence: Sequence;
  readonly timestamps: Timestamps;
  readonly users: Users;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly files: Files;
  readonly views: Views;
  readonly entries: Entries;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  readonly log: TrafficLog;
  readonly activity: Activity;
  /** A new word at the start and after every reset: who remembers another one knows a workspace that is gone. */
  readonly life: string;
  /** Everything as it was at the start, the clock and the counted ids too; `seq` goes on rising. */
  readonly reset: () => void;
}

/** What a reset makes anew. What other parts of the server hold on to (clock, sequence, ids, log) stays and is wound back instead. */
type Contents = Pick<
  Workspace,
  'timestamps' | 'users' | 'channels' | 'messages' | 'files' | 'views' | 'entries' | 'faults' | 'life'
>;

/** A channel at the start: all members are in it, the bot only if it says so. */
export interface StartingChannel {
  name: string;
  isPrivate: boolean;
  withBot: boolean;
}

export interface WorkspaceStart {
  manifest: Manifest;
  members: readonly Member[];
  channels: readonly StartingChannel[];
  now: Temporal.Instant;
  timeZone: string;
  real: RealTime;
  random: RandomBytes;
}

/** A workspace with its people and channels, and nothing said yet. */
export function startWorkspace(start: WorkspaceStart): Workspace {
  const sequence = new Sequence();
  const ids = new Ids(start.random);
  const clock = new WorkspaceClock(start.now, start.real);
  const log = new TrafficLog(sequence);
  const workspace: Workspace = {
    manifest: start.manifest,
    team: { id: fixedIds.team, name: 'Sandbox', domain: 'sandbox' },
    timeZone: start.timeZone,
    clock,
    real: start.real,
    ids,
    sequence,
    log,
    activity: new Activity(sequence),
    ...contentsAtStart(start, ids, sequence),
    reset: () => {
      ids.restart();
      clock.restart(start.now);
      log.clear();
      Object.assign(workspace, contentsAtStart(start, ids, sequence));
      sequence.next();
    },
  };
  return workspace;
}

function contentsAtStart(start: WorkspaceStart, ids: Ids, sequence: Sequence): Contents {
  const users = new Users(sequence);
  const channels = new Channels(ids, sequence);
  const bot: NewUser = {
    id: fixedIds.botUser,
    name: start.manifest.features.bot_user.display_name,
    email: undefined,
    tz: start.timeZone,
    deleted: false,
    isBot: true,
    isGuest: false,
  };
  users.add(bot);
  users.add({ ...bot, id: fixedIds.slackbot, name: 'Slackbot', isBot: false });
  const people = start.members.map((member) =>
    users.add({
      id: ids.next('user'),
      name: member.name,
      email: member.email,
      tz: member.tz,
      deleted: member.deleted ?? false,
      isBot: member.is_bot ?? false,
      isGuest: member.is_guest ?? false,
    }),
  );
  for (const channel of start.channels) {
    const members = people.filter((person) => !person.deleted && !person.isBot && !person.isGuest).map(({ id }) => id);
    channels.create(
      channel.name,
      channel.withBot ? [...members, fixedIds.botUser] : members,
      start.now,
      channel.isPrivate,
    );
  }
  return {
    life: ids.secret(12),
    timestamps: new Timestamps(),
    users,
    channels,
    messages: new Messages(sequence),
    files: new Files(ids),
    views: new Views(ids, sequence),
    entries: new Entries(),
    faults: new Faults(),
  };
}
