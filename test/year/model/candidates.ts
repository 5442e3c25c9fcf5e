// Which reminders of one thing a person has coming, and when each may be said: spec 3 and steps 1 to 6 of design 5.
import { Temporal } from 'temporal-polyfill';
import { isFor } from './catalogue.ts';
import { hourOn, type Life, settingsAt, silenceAt, standingAt } from './life.ts';
import { addDays, DAY, HOUR, isClosed, isQuiet, localOf, MINUTE, momentOf, openDays, quietAround } from './moments.ts';
import type { Policy } from './policy.ts';
import type { Thing } from './thing.ts';

/** Milliseconds since 1970; the end is not included. */
export interface Range {
  from: number;
  to: number;
}

/** A reminder that is due to leave as a message. */
export interface Candidate {
  thing: Thing;
  lead: string;
  /** When it is due by its lead, and when it may be said. */
  due: number;
  at: number;
  /** Another moment that the spec allows as well. */
  orElse: readonly number[];
  /** It leaves before it is due, just before quiet hours begin: any moment of this range. */
  ahead: Range | null;
  /** False where the spec leaves open whether it leaves at all. */
  certain: boolean;
}

/** How long before quiet hours "just before" is. */
const JUST_BEFORE = 30 * MINUTE;

/** When a thing is, as known at a moment: `day` decides whose it is, `until` ends its use. */
interface Occasion extends Range {
  day: string;
  starts: number | null;
  until: number;
}

/** The occasions of a thing, each with the range in which staff's entries said so. */
export function occasionsOf(thing: Thing, policy: Policy): Occasion[] {
  if (thing.kind === 'milestone') {
    const until = momentOf(addDays(thing.due, 1), '00:00', policy.schoolZone);
    return [{ from: thing.since.epochMilliseconds, to: Number.POSITIVE_INFINITY, day: thing.due, starts: null, until }];
  }
  return thing.versions.flatMap(({ since, starts, cancelled }, place) => {
    if (cancelled || starts === null) return [];
    const to = thing.versions[place + 1]?.since.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const at = starts.epochMilliseconds;
    return [{ from: since.epochMilliseconds, to, day: localOf(at, policy.schoolZone).day, starts: at, until: at }];
  });
}

export function isGoing(life: Life, key: string, at: number): boolean {
  return (life.going.get(key) ?? []).some(({ from, to }) => from <= at && at < to);
}

/** Whether a thing is still open to a person at a moment: theirs, and not done. */
export function isTheirs(life: Life, thing: Thing, day: string, at: number): boolean {
  if ((life.done.get(thing.key) ?? Number.POSITIVE_INFINITY) <= at) return false;
  return isFor(thing, standingAt(life, day, at), day);
}

/** When a lead before an occasion falls due for a person. */
export function dueOf(
  life: Life,
  policy: Policy,
  lead: string,
  { day, starts }: Pick<Occasion, 'day' | 'starts'>,
): number {
  const before = Temporal.Duration.from(lead);
  if (before.hours > 0 && starts !== null) return starts - before.hours * HOUR;
  const own = addDays(starts === null ? day : localOf(starts, life.student.zone).day, -before.days);
  // The hour hangs on the phase and on settings, which are those of that day.
  const noon = momentOf(own, '12:00', life.student.zone);
  return momentOf(own, hourOn(life, policy, own, noon), life.student.zone);
}

function wantsMessages(life: Life, { kind, key }: Thing, lead: string, at: number): boolean {
  if (settingsAt(life, at).off?.includes(kind)) return false;
  if (life.fewer.some((each) => each.kind === kind && each.at <= at)) return false;
  if (kind === 'session') return isGoing(life, key, at);
  const added = life.added.get(key) ?? Number.POSITIVE_INFINITY;
  return !(kind === 'class-meeting' && lead.startsWith('PT') && added <= at);
}

type Spoken = Pick<Candidate, 'at' | 'orElse' | 'ahead' | 'certain'>;

/** Steps 5 and 6: past closed days and quiet hours. Nothing where no moment is left. */
export function speakingTime(life: Life, policy: Policy, due: number, until: number, now: number): Spoken | undefined {
  const { zone } = life.student;
  const first = Math.max(due, now);
  const { day } = localOf(first, zone);
  let moments = [first];
  if (isClosed(policy, day)) {
    const onDay = (each: string) => momentOf(each, hourOn(life, policy, each, due), zone);
    const later = openDays(policy, day, 1)
      .map(onDay)
      .filter((at) => at < until);
    // Where one reading of "working day" is too late and the other is not, both are right.
    const earlier = later.length < openDays(policy, day, 1).length ? openDays(policy, day, -1).map(onDay) : [];
    moments = [...later, ...earlier.filter((at) => at >= now)];
  }
  const times = moments.flatMap((at) => outsideQuiet(life, policy, at, until, now));
  const [time, ...others] = times;
  if (!time) return undefined;
  return { ...time, orElse: others.map(({ at }) => at), certain: time.certain };
}

function outsideQuiet(life: Life, policy: Policy, at: number, until: number, now: number): Omit<Spoken, 'orElse'>[] {
  const { zone } = life.student;
  const quiet = settingsAt(life, at).quiet ?? policy.quiet;
  if (!isQuiet(localOf(at, zone).time, quiet)) return [{ at, ahead: null, certain: true }];
  const { begins, ends } = quietAround(at, zone, quiet);
  if (ends < until) return [{ at: ends, ahead: null, certain: true }];
  if (begins <= now) return [];
  return [{ at: begins - MINUTE, ahead: { from: begins - JUST_BEFORE, to: begins }, certain: true }];
}

/** The reminders of one thing that become messages, before merging and the budget. `stops`: when the bot did not run. */
export function candidatesOf(life: Life, policy: Policy, thing: Thing, stops: readonly Range[]): Candidate[] {
  const found: Candidate[] = [];
  for (const occasion of occasionsOf(thing, policy)) {
    if (
      !isFor(thing, standingAt(life, occasion.day, occasion.from), occasion.day) &&
      life.student.overrides.length === 0
    )
      continue;
    for (const lead of policy.leads[thing.kind].messages) {
      const candidate = candidateOf(life, policy, { thing, occasion, lead }, stops);
      if (candidate) found.push(candidate);
    }
  }
  return found;
}

function candidateOf(
  life: Life,
  policy: Policy,
  { thing, occasion, lead }: { thing: Thing; occasion: Occasion; lead: string },
  stops: readonly Range[],
): Candidate | undefined {
  const due = dueOf(life, policy, lead, occasion);
  // What was due before staff entered it is not due any more: who is concerned is told of the change itself.
  const isLateNews = due < occasion.from;
  if (isLateNews && (occasion.from - due > DAY || occasion.from >= occasion.until)) return undefined;
  const stop = stops.find(({ from, to }) => from <= due && due < to);
  let time = speakingTime(life, policy, due, occasion.until, stop?.to ?? Math.max(occasion.from, due - 20 * DAY));
  const missed = time && !stop && stops.find(({ from, to }) => time && from <= time.at && time.at < to);
  if (missed) time = speakingTime(life, policy, missed.to, occasion.until, missed.to);
  if (!time || time.at >= occasion.until || time.at >= occasion.to) return undefined;
  const basic = { thing, lead, due, ...time };
  if (isLateNews) return { ...basic, at: occasion.from, certain: false };
  const isWanted = (at: number) => isTheirs(life, thing, occasion.day, at) && wantsMessages(life, thing, lead, at);
  // Where several moments are allowed and it was wanted at some of them only, it may have come at those.
  const moments = [time.at, ...time.orElse];
  const [kept, ...others] = moments.filter(isWanted);
  if (kept === undefined) return undefined;
  if (others.length + 1 < moments.length) return { ...basic, at: kept, orElse: others, certain: false };
  // A place that came after the reminder was due, or a setting that changed between both moments: either is right.
  const wanted = isWanted(due);
  const silence = silenceAt(life, policy, time.at) ?? silenceAt(life, policy, due);
  if (silence?.because === 'gone') return undefined;
  if (silence) {
    if (silence.until >= occasion.until) return undefined;
    const after = speakingTime(life, policy, silence.until, occasion.until, silence.until);
    return after && { ...basic, ...after, certain: false };
  }
  return { ...basic, certain: time.certain && wanted };
}

/** What somebody put off by a day: the same hour of the next day, while it is of use. */
export function snoozedCandidates(life: Life, policy: Policy, things: ReadonlyMap<string, Thing>): Candidate[] {
  return life.snoozed.flatMap(({ at, key }) => {
    const thing = things.get(key);
    const occasion = thing && occasionsOf(thing, policy)[0];
    if (!thing || !occasion) return [];
    const due = at + DAY;
    const time = speakingTime(life, policy, due, occasion.until, due);
    if (!time || !isTheirs(life, thing, occasion.day, time.at) || silenceAt(life, policy, time.at)) return [];
    const morning = momentOf(localOf(due, life.student.zone).day, '08:00', life.student.zone);
    return [{ thing, lead: 'own', due, ...time, ahead: { from: morning, to: due + HOUR }, certain: true }];
  });
}
