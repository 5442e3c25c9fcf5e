// The whole year judged: everybody's expectations, the queue they share, and the numbers that are reported.
import type { Temporal } from 'temporal-polyfill';
import { type Case, type Finding, type Judged, judged } from './judge.ts';
import type { Lived } from './live.ts';
import { livesOf, type Promotion } from './lives.ts';
import { type DigestLine, expectedOf, type Reminding } from './model/expected.ts';
import { type Life, standingAt } from './model/life.ts';
import { addDays, DAY, localOf, MINUTE, momentOf, mondayOf } from './model/moments.ts';
import type { Policy } from './model/policy.ts';
import type { Thing } from './model/thing.ts';
import { newsFor } from './news.ts';
import { STAFF } from './population.ts';
import { type Message, recognised } from './recognise.ts';
import { type Act, startOf, type Year } from './script.ts';
import { SCHOOL_ZONE } from './timetable.ts';

export interface Verdict {
  expected: number;
  sent: number;
  open: number;
  findings: Finding[];
  /** Unprompted direct messages a person and week. */
  weekly: { median: number; mean: number; most: number };
  messages: Record<string, number>;
  /** How many reminders may come as a message, must, or were left to the digest. */
  shares: Record<string, number>;
}

/** What the Web API takes of posts in a second; behind each stands whoever was due before. */
const PACE_MS = 250;
const GRACE = MINUTE;

/** For each moment at which something is due, when the last of what was due until then has left. */
export function queueOf(due: readonly number[]): (at: number) => number {
  const sorted = [...due].sort((a, b) => a - b);
  const ends: number[] = [];
  let end = 0;
  for (const at of sorted) {
    end = Math.max(end, at) + PACE_MS;
    ends.push(end);
  }
  return (at) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return Math.max(at, ends[low - 1] ?? at) + GRACE;
  };
}

/** As the versions were really made: staff's tools take a moment. */
function thingsOf(year: Year, done: readonly Act[]): Map<string, Thing> {
  const made = (since: Temporal.Instant, words: string, title: string) => {
    const act = done.find(
      (each) =>
        (each.kind === 'change' && title.startsWith(`${words} `) && each.change.words === words) ||
        (each.kind === 'snow' && Math.abs(each.at - since.epochMilliseconds) < DAY),
    );
    return act && act.at > since.epochMilliseconds
      ? since.add({ milliseconds: act.at - since.epochMilliseconds })
      : since;
  };
  const sessions = year.sessions.map((session): [string, Thing] => {
    const words = session.title.slice(0, -5);
    const versions = session.versions.map((version, place) =>
      place === 0 ? version : { ...version, since: made(version.since, words, session.title) },
    );
    return [session.key, { ...session, versions }];
  });
  return new Map([...sessions, ...year.milestones.map((each): [string, Thing] => [each.key, each])]);
}

function downtimes(done: readonly Act[]): { from: number; to: number }[] {
  return done.flatMap((act, place) => {
    if (act.kind !== 'stop') return [];
    const up = done.slice(place).find(({ kind }) => kind === 'start');
    return up ? [{ from: act.at, to: up.at }] : [];
  });
}

function messagesByPerson(year: Year, lived: Lived, lives: readonly Life[], policy: Policy): Map<string, Message[]> {
  const byEmail = new Map(lives.map((life) => [life.student.email, life]));
  const occurring = (key: string, { email, at }: { email: string; at: number }) => {
    const milestone = year.milestones.find((each) => each.key === key);
    const life = byEmail.get(email);
    if (!milestone || !life) return false;
    const { of, due } = milestone;
    const standing = standingAt(life, due, at);
    const theirs =
      (of.class ?? standing.class) === standing.class &&
      (of.track ?? standing.track) === standing.track &&
      (of.match ?? standing.match) === standing.match;
    return (
      theirs &&
      localOf(at, policy.schoolZone).day <= due &&
      at > momentOf(addDays(due, -60), '00:00', policy.schoolZone)
    );
  };
  const found = new Map<string, Message[]>();
  for (const told of lived.told) {
    const message = recognised(told, year, occurring);
    found.set(told.email, [...(found.get(told.email) ?? []), message]);
  }
  return found;
}

function isDueWelcome(life: Life, at: number): boolean {
  const { stage, away } = standingAt(life, localOf(at, SCHOOL_ZONE).day, at);
  return life.student.inSlack && stage === 'enrolled' && !away;
}

function placeMentions(
  messages: readonly Message[],
  promotions: readonly Promotion[],
  email: string,
  latest: (at: number) => number,
): Judged {
  const result: Judged = { expected: 0, sent: 0, open: 0, findings: [] };
  const places = messages.filter(({ kind }) => kind === 'place');
  for (const { key, at } of promotions.filter((each) => each.email === email)) {
    result.expected += 1;
    const at0 = places.findIndex(
      (message) =>
        message.mentions.some((each) => each.key === key) && message.at >= at - 2000 && message.at <= latest(at),
    );
    if (at0 >= 0) places.splice(at0, 1);
    if (at0 >= 0) result.sent += 1;
    else result.findings.push({ verdict: 'missing', email, key, at, note: 'a place that came free' });
  }
  for (const { at, text } of places)
    result.findings.push({ verdict: 'unexpected', email, key: '', at, note: text.slice(0, 100) });
  return result;
}

function weeklyOf(year: Year, lived: Lived, lives: readonly Life[]): Verdict['weekly'] {
  const counts = new Map<string, number>();
  for (const { student } of lives.filter((life) => life.student.inSlack)) {
    for (let monday = mondayOf(addDays(year.from, 3)); monday <= year.to; monday = addDays(monday, 7))
      counts.set(`${student.email} ${monday}`, 0);
  }
  const zones = new Map(lives.map(({ student }) => [student.email, student.zone]));
  for (const { email, at } of lived.told) {
    const zone = zones.get(email);
    const key = `${email} ${zone && mondayOf(localOf(at, zone).day)}`;
    if (counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const sorted = [...counts.values()].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
  return { median: sorted[sorted.length >> 1] ?? 0, mean: Math.round(mean * 100) / 100, most: sorted.at(-1) ?? 0 };
}

/** Judges a lived year. What would have been due after its end is not expected. */
export function verdictOn(year: Year, lived: Lived, policy: Policy): Verdict {
  const { lives, promotions } = livesOf(year, lived.done);
  const things = thingsOf(year, lived.done);
  const byPerson = messagesByPerson(year, lived, lives, policy);
  const [from, to] = [startOf(year).epochMilliseconds, momentOf(year.to, '23:55', SCHOOL_ZONE)];
  const cases = lives.map((life): Omit<Case, 'latest'> => {
    const messages = byPerson.get(life.student.email) ?? [];
    const news = newsFor(life, policy, year, lived.done, messages);
    // News more than two days ahead count among the two of a week, and nobody can say beforehand which of them fits.
    const crowded = news.filter(({ as }) => as !== 'message').map(({ range }) => range.to);
    const all = expectedOf(life, policy, { things, stops: downtimes(lived.done), crowded });
    const isOver = (range: { from: number; to: number }) => range.to > to - 30 * MINUTE || range.from < from;
    const isOutside = (range: { from: number; to: number }) => range.from > to || range.to < from;
    const within = all.remindings.filter(({ ranges }) => !ranges.every(isOutside));
    const remindings = within.map((each): Reminding => (each.ranges.some(isOver) ? { ...each, as: 'may' } : each));
    const inNews = news
      .filter(({ as }) => as !== 'message')
      .map(({ key, range }): DigestLine => {
        return {
          email: life.student.email,
          key,
          within: { from: range.from, to: range.from + 9 * DAY },
          must: false,
        };
      });
    const lines = [...all.lines.map((line) => (isOver(line.within) ? { ...line, must: false } : line)), ...inNews];
    return { life, policy, messages, news, remindings, lines };
  });
  const due = cases.flatMap(({ remindings, news }) => [
    ...new Set([
      ...remindings
        .filter(({ as }) => as !== 'digest')
        .flatMap(({ ranges }) => ranges.slice(0, 1).map(({ to: at }) => at)),
      ...news.map(({ range }) => range.to),
    ]),
  ]);
  const latest = queueOf(due);
  const results = cases.flatMap((one) => [
    judged({ ...one, latest }, from, isDueWelcome(one.life, from + 2 * DAY)),
    placeMentions(one.messages, promotions, one.life.student.email, latest),
  ]);
  const messages: Record<string, number> = {};
  for (const { kind } of [...byPerson.values()].flat()) messages[kind] = (messages[kind] ?? 0) + 1;
  const shares: Record<string, number> = {};
  for (const { as } of cases.flatMap(({ remindings }) => remindings)) shares[as] = (shares[as] ?? 0) + 1;
  const findings = [...results.flatMap((each) => each.findings), ...strays(year, byPerson)];
  const sum = (of: (each: Judged) => number) => results.reduce((total, each) => total + of(each), 0);
  return {
    expected: sum((each) => each.expected),
    sent: sum((each) => each.sent),
    open: sum((each) => each.open),
    findings,
    weekly: weeklyOf(year, lived, lives),
    messages,
    shares,
  };
}

/** Staff hear once from the bot, and nobody who is not in the roster does. */
function strays(year: Year, byPerson: ReadonlyMap<string, readonly Message[]>): Finding[] {
  const students = new Set(year.people.map(({ student }) => student.email));
  const staff = new Set<string>(STAFF.map(({ email }) => email));
  return [...byPerson].flatMap(([email, messages]) => {
    if (students.has(email)) return [];
    const extra = staff.has(email) ? messages.filter(({ kind }, place) => kind !== 'welcome' || place > 0) : messages;
    return extra.map(
      ({ at, text }): Finding => ({ verdict: 'unexpected', email, key: '', at, note: text.slice(0, 100) }),
    );
  });
}
