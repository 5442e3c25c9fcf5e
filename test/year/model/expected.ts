// What one person must read in a year, and what they may: merging, two a week and the digest (steps 7 and 8 of design 5).
import { type Candidate, candidatesOf, isTheirs, occasionsOf, type Range, snoozedCandidates } from './candidates.ts';
import { type Life, settingsAt, silenceAt } from './life.ts';
import { addDays, DAY, HOUR, isClosed, localOf, MINUTE, momentOf, mondayOf } from './moments.ts';
import type { Policy } from './policy.ts';
import type { Thing } from './thing.ts';

/**
 * One reminder of one thing. `message`: comes as a message within a range. `either`: as a message there, or in a digest.
 * `digest`: two a week are used up, it comes in a digest. `may`: the spec leaves open whether it comes.
 */
export interface Reminding {
  email: string;
  key: string;
  lead: string;
  as: 'message' | 'either' | 'digest' | 'may';
  /** Where a message may be: from the moment it may be said; `to` is set by the queue (see `lateness`). */
  ranges: Range[];
  /** Another reminder of the same thing said it already: a digest may name it, and need not. */
  said?: true;
}

/** A thing that digests between two moments name: once at most, and at least where it is `must`. */
export interface DigestLine {
  email: string;
  key: string;
  within: Range;
  must: boolean;
}

export interface Expected {
  remindings: Reminding[];
  lines: DigestLine[];
}

interface Group {
  at: number;
  members: Candidate[];
}

/** Step 7: the earliest takes those of the next fifteen minutes. */
export function merged(candidates: readonly Candidate[], minutes: number): Group[] {
  const groups: Group[] = [];
  for (const candidate of [...candidates].sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1);
    if (last && candidate.at - last.at <= minutes * MINUTE) last.members.push(candidate);
    else groups.push({ at: candidate.at, members: [candidate] });
  }
  return groups;
}

function rangesOf({ at, ahead, orElse }: Candidate, group: Group): Range[] {
  const main = ahead ?? { from: Math.min(at, group.at), to: at };
  return [main, ...orElse.map((from) => ({ from, to: from }))];
}

function weekOf(life: Life, at: number): string {
  return mondayOf(localOf(at, life.student.zone).day);
}

/** Step 8. `crowded`: moments at which something else that counts may have been said to the person. */
function budgeted(life: Life, policy: Policy, groups: readonly Group[], crowded: readonly number[]): Reminding[] {
  const open = new Set([...crowded.map((at) => weekOf(life, at)), ...openWeeks(life, groups)]);
  const used = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const group of groups) totals.set(weekOf(life, group.at), (totals.get(weekOf(life, group.at)) ?? 0) + 1);
  for (const at of crowded) totals.set(weekOf(life, at), (totals.get(weekOf(life, at)) ?? 0) + 1);
  return groups.flatMap((group) => {
    const week = weekOf(life, group.at);
    const before = used.get(week) ?? 0;
    const fits = before < policy.budgetPerWeek;
    used.set(week, before + 1);
    const isTight = (totals.get(week) ?? 0) > policy.budgetPerWeek;
    return group.members.map((member): Reminding => {
      const { thing, lead, certain } = member;
      const sure = certain && member.lead !== 'own';
      const as = !certain ? 'may' : isTight && (open.has(week) || !sure) ? 'either' : fits ? 'message' : 'digest';
      return { email: life.student.email, key: thing.key, lead, as, ranges: rangesOf(member, group) };
    });
  });
}

/** Weeks in which the spec leaves open what counts: another moment was allowed, or the order of due and of saying differ. */
function openWeeks(life: Life, groups: readonly Group[]): string[] {
  const all = groups.flatMap(({ members }) => members);
  const inOrder = all.every((each, place) => place === 0 || (all[place - 1]?.due ?? 0) <= each.due);
  const unsure = all.filter(
    (each) => !each.certain || each.orElse.length > 0 || each.lead === 'own' || (!inOrder && each.at !== each.due),
  );
  return unsure.flatMap((each) => [each.at, ...each.orElse].map((at) => weekOf(life, at)));
}

/** The digests that may name a thing for its leads of days: the one before a lead's day and the one after it, none once it is over. */
function linesOf(life: Life, policy: Policy, thing: Thing, remindings: readonly Reminding[]): DigestLine[] {
  const { email } = life.student;
  const left = remindings.filter((each) => each.as === 'digest' || each.as === 'either' || each.as === 'may');
  return occasionsOf(thing, policy).flatMap((occasion) => {
    const noon = momentOf(occasion.day, '12:00', policy.schoolZone);
    const lines = policy.leads[thing.kind].digest.map((lead): DigestLine => {
      const days = Number(/^P(\d+)D$/.exec(lead)?.[1] ?? 7);
      const within = {
        from: Math.max(noon - (days + 7) * DAY - 12 * HOUR, occasion.from),
        to: Math.min(noon - (days - 7) * DAY + 12 * HOUR, occasion.until, occasion.to),
      };
      // What was due when it was entered, or before the bot had introduced itself, may be in the first digest after that.
      if (within.from === occasion.from)
        within.to = Math.min(Math.max(within.to, occasion.from + 9 * DAY), occasion.until, occasion.to);
      // What a Match week or a pause kept back may come in the first digest after it.
      const kept = digestsBetween(life, policy, within.from, within.to).flatMap(
        ({ at }) => silenceAt(life, policy, at) ?? [],
      );
      const until = Math.max(
        0,
        ...kept.filter(({ because }) => because !== 'gone').map((each) => each.until + 8 * DAY),
      );
      within.to = Math.min(Math.max(within.to, until), occasion.until, occasion.to);
      return {
        email,
        key: thing.key,
        within,
        must: isPlain(life, policy, thing, { ...within, day: occasion.day }),
      };
    });
    const spill = left.flatMap(({ ranges, as, said }) =>
      ranges.slice(0, 1).map(({ from }): DigestLine => {
        const within = { from: from - 8 * DAY, to: Math.min(from + 8 * DAY, occasion.until, occasion.to) };
        const must = as === 'digest' && !said && isPlain(life, policy, thing, { ...within, day: occasion.day });
        return { email, key: thing.key, within, must };
      }),
    );
    // A digest names only what is the person's own at that moment, and of no kind that they switched off.
    const isAllowed = (at: number) =>
      isTheirs(life, thing, occasion.day, at) && !settingsAt(life, at).off?.includes(thing.kind);
    return [...lines, ...spill].filter(({ within: { from, to } }) =>
      digestsBetween(life, policy, from - 7 * DAY, to + DAY).some(({ at }) => isAllowed(at)),
    );
  });
}

/** Whether nothing that happened in a range makes it doubtful that a digest of it names the thing. */
function isPlain(life: Life, policy: Policy, thing: Thing, { from, to, day }: Range & { day: string }): boolean {
  const sundays = digestsBetween(life, policy, from, to).filter(({ closed }) => !closed);
  const wanted = ({ at }: { at: number }) =>
    isTheirs(life, thing, day, at) &&
    settingsAt(life, at).digest !== false &&
    !settingsAt(life, at).off?.includes(thing.kind) &&
    !silenceAt(life, policy, at);
  const answered = thing.kind === 'session' && life.going.has(thing.key);
  const touched = answered || life.settings.some(({ at }) => from <= at && at < to + DAY);
  const standing = life.student.overrides.some(({ known }) => from - 15 * DAY <= known && known < to + 15 * DAY);
  const span = to - from >= 13 * DAY && sundays.length >= 2;
  return (
    span && !touched && !standing && sundays.every(wanted) && sundays.every(({ at }) => wanted({ at: at - 7 * DAY }))
  );
}

/** The moments at which a person's digests are due between two moments. */
export function digestsBetween(
  life: Life,
  policy: Policy,
  from: number,
  to: number,
): { at: number; closed: boolean }[] {
  const { zone } = life.student;
  const found: { at: number; closed: boolean }[] = [];
  for (let day = addDays(mondayOf(localOf(from, zone).day), 6); ; day = addDays(day, 7)) {
    const at = momentOf(day, policy.digestAt, zone);
    if (at >= to) return found;
    if (at >= from) found.push({ at, closed: isClosed(policy, day) });
  }
}

/** Nearer than this, two reminders of days of one thing say the same. */
const APART = 7 * DAY;

/**
 * "Few": where closed days move a reminder of days next to another one of the same thing, that one is enough, and the moved one is left
 * to the digest.
 */
function broughtTogether(life: Life, policy: Policy, candidates: readonly Candidate[]): Set<Candidate> {
  const isMoved = ({ due }: Candidate) => isClosed(policy, localOf(due, life.student.zone).day);
  const ofDays = candidates.filter(({ lead }) => /^P\d+D$/.test(lead));
  const stay = ofDays.filter((each) => !isMoved(each));
  const twice = new Set<Candidate>();
  for (const each of ofDays.filter(isMoved).sort((a, b) => a.at - b.at)) {
    const moments = [each.at, ...each.orElse];
    const isNear = (other: Candidate) => moments.some((at) => Math.abs(other.at - at) < APART);
    if (stay.some((other) => other.thing === each.thing && isNear(other))) twice.add(each);
    else stay.push(each);
  }
  return twice;
}

/** A year of one person. `crowded`: when changes and the like that count, or may, were told to them. */
export function expectedOf(
  life: Life,
  policy: Policy,
  {
    things,
    stops,
    crowded,
  }: { things: ReadonlyMap<string, Thing>; stops: readonly Range[]; crowded: readonly number[] },
): Expected {
  const candidates = [
    ...[...things.values()].flatMap((thing) => candidatesOf(life, policy, thing, stops)),
    ...snoozedCandidates(life, policy, things),
  ];
  const twice = broughtTogether(life, policy, candidates);
  const apart = candidates.filter((each) => !twice.has(each));
  const remindings = [
    ...budgeted(life, policy, merged(apart, policy.mergeWithinMinutes), crowded),
    ...[...twice].map((each): Reminding => {
      const { thing, lead, at } = each;
      return {
        email: life.student.email,
        key: thing.key,
        lead,
        as: 'digest',
        ranges: [{ from: at, to: at }],
        said: true,
      };
    }),
  ];
  const byKey = new Map<string, Reminding[]>();
  for (const each of remindings) byKey.set(each.key, [...(byKey.get(each.key) ?? []), each]);
  const lines = [...things.values()].flatMap((thing) => linesOf(life, policy, thing, byKey.get(thing.key) ?? []));
  return { remindings, lines };
}
