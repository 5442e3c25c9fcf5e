import type { Context } from '../../context.ts';
import { addMonths } from '../../domain/day.ts';
import { hidesApplications } from '../../domain/standing.ts';
import type { Upcoming } from '../../domain/upcoming.ts';
import { type Asker, upcomingFrom } from '../../feature.ts';
import { personStanding } from '../../people/person.ts';
import { findSpecialty } from '../../program/find-specialty.ts';
import type { Specialty } from '../../program/program.ts';
import type { Block, Message } from '../../slack/blocks.ts';
import { followedSection, specialtyAnswer, specialtyGone, specialtyList } from './messages.ts';
import { follow, mentorsOf, unfollow } from './store.ts';

const MONTHS_AHEAD = 12;

/** Where recordings, interest groups and lists of mentors are kept; whom one asks about a specialty. */
const RESOURCES = ['specialty-pages', 'specialty-mentors', 'career-nook'];
const ADVISING = ['society-advisor', 'specialty-mentor', 'alumni-advisors'];

async function aheadIn(ctx: Context, { person, today }: Asker, specialty: string): Promise<Upcoming[]> {
  const until = addMonths(today, MONTHS_AHEAD);
  return (await upcomingFrom(ctx, person, today, until)).filter((item) => item.specialty === specialty);
}

async function describe(ctx: Context, asker: Asker, { id, name, match }: Specialty): Promise<Message> {
  const [ahead, mentors] = await Promise.all([aheadIn(ctx, asker, id), mentorsOf(ctx.db, id)]);
  const standing = personStanding(ctx.program, asker.person, asker.today);
  const matches = ctx.program.file.matches.find((one) => one.id === match);
  return specialtyAnswer({
    id,
    name,
    match: matches && !(standing && hidesApplications(standing)) ? `Matches in: ${matches.name}` : null,
    follows: asker.person.follows.includes(id),
    ahead,
    mentors,
    resources: RESOURCES.flatMap((resource) => ctx.program.resource(resource) ?? []),
    ask: ADVISING.flatMap((role) => ctx.program.advisingRole(role) ?? []),
    zone: asker.zone,
  });
}

export async function showSpecialty(ctx: Context, asker: Asker, words: string): Promise<Message> {
  const typed = words.trim();
  const found = typed === '' ? undefined : findSpecialty(ctx.program, typed);
  if (found && !('problem' in found)) return describe(ctx, asker, found);
  return specialtyList(ctx.program.file.specialties, typed);
}

/** `value` is the id of a specialty, here and below. */
export async function openSpecialty(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const specialty = ctx.program.specialty(value);
  return specialty ? describe(ctx, asker, specialty) : specialtyGone();
}

async function setFollowing(ctx: Context, asker: Asker, value: string, following: boolean): Promise<Message> {
  const specialty = ctx.program.specialty(value);
  if (!specialty) return specialtyGone();
  const { person } = asker;
  const others = person.follows.filter((id) => id !== value);
  await ctx.transaction((tx) =>
    following ? follow(tx, person.id, value, ctx.clock.now().toString()) : unfollow(tx, person.id, value),
  );
  return describe(
    ctx,
    { ...asker, person: { ...person, follows: following ? [...others, value] : others } },
    specialty,
  );
}

export function followSpecialty(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return setFollowing(ctx, asker, value, true);
}

export function unfollowSpecialty(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return setFollowing(ctx, asker, value, false);
}

export async function followedOnHome(ctx: Context, { person }: Asker): Promise<Block[]> {
  return followedSection(person.follows.flatMap((id) => ctx.program.specialty(id) ?? []));
}
