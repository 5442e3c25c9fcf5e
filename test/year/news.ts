// Who must be told of a change that staff made, and by when: spec 3 on moved and cancelled sessions and closed days.
import { isGoing, type Range } from './model/candidates.ts';
import { isFor } from './model/catalogue.ts';
import { type Life, settingsAt, silenceAt, standingAt } from './model/life.ts';
import { DAY, isQuiet, localOf, momentOf, quietAround } from './model/moments.ts';
import type { Policy } from './model/policy.ts';
import { type SessionThing, versionAt } from './model/thing.ts';
import type { Message } from './recognise.ts';
import type { Act, Year } from './script.ts';
import { SNOW } from './timetable.ts';

/** `message`: told as a message of its own; `either`: more than 48 hours ahead, so that it counts and may be in the digest; `may`: left open. */
export interface News {
  key: string;
  as: 'message' | 'either' | 'may';
  range: Range;
  snow: boolean;
}

/** Within this the change is urgent and counts for nothing. */
const URGENT = 2 * DAY;

function wordsOf(act: Act): readonly string[] {
  if (act.kind === 'change') return [act.change.words];
  return act.kind === 'snow' ? [SNOW.online, SNOW.postponed.words, SNOW.cancelled] : [];
}

/** From when and until when it may be said: at once, or when quiet hours end; on a snow day from half past five. */
function rangeOf(life: Life, policy: Policy, at: number, snow: boolean): Range {
  const { zone } = life.student;
  const quiet = settingsAt(life, at).quiet ?? policy.quiet;
  const { day, time } = localOf(at, zone);
  if (!isQuiet(time, quiet)) return { from: at, to: at };
  const ends = quietAround(at, zone, quiet).ends;
  if (!snow) return { from: at, to: ends };
  const early = momentOf(day, policy.closeDayFrom, zone);
  return { from: at, to: Math.min(ends, Math.max(at, early)) };
}

function newsOf(
  life: Life,
  policy: Policy,
  session: SessionThing,
  at: number,
  told: readonly Message[],
  snow: boolean,
): News | undefined {
  const before = versionAt(session, toInstant(session, at - DAY / 24));
  const starts = before?.starts?.epochMilliseconds;
  if (starts === undefined || before?.cancelled) return undefined;
  const day = localOf(starts, policy.schoolZone).day;
  const going = isGoing(life, session.key, at);
  const wasTold = told.some((message) => message.at < at && message.mentions.some(({ key }) => key === session.key));
  const has = (life.added.get(session.key) ?? at) < at;
  if (!going && !wasTold && !has) return undefined;
  const silence = silenceAt(life, policy, at);
  if (silence?.because === 'gone') return undefined;
  const isTheirs = isFor(session, standingAt(life, day, at), day);
  const { off = [] } = settingsAt(life, at);
  const doubtful =
    silence !== undefined ||
    !isTheirs ||
    off.includes(session.kind) ||
    life.fewer.some(({ kind }) => kind === session.kind);
  const urgent = starts - at <= URGENT;
  // What was told may since be over for them in another way: a place given back, a calendar of their own.
  const gaveBack = life.going.has(session.key) && !going;
  const onlyAdded = !going && !wasTold;
  const as = doubtful || gaveBack || onlyAdded ? 'may' : urgent || snow ? 'message' : 'either';
  return { key: session.key, as, range: rangeOf(life, policy, at, snow), snow };
}

function toInstant(session: SessionThing, at: number) {
  const [first] = session.versions;
  if (!first) throw new Error(`${session.key} has no dates`);
  const beginning = first.since;
  return beginning.add({ milliseconds: Math.max(0, at - beginning.epochMilliseconds) });
}

/** All news of the year for one person, who was told `told`. */
export function newsFor(
  life: Life,
  policy: Policy,
  year: Year,
  done: readonly Act[],
  told: readonly Message[],
): News[] {
  return done.flatMap((act) =>
    wordsOf(act).flatMap((words) => {
      const session = year.sessions.find(({ title }) => title.startsWith(`${words} `));
      return session ? (newsOf(life, policy, session, act.at, told, act.kind === 'snow') ?? []) : [];
    }),
  );
}
