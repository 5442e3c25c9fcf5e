import type { Context } from '../context.ts';
import { countText } from '../domain/wording.ts';
import type { SlackMember } from '../slack/directory.ts';
import type { Person } from './person.ts';
import { allPeople, lockRoster, peopleOfMember, saveSlackLinks } from './store.ts';

/** Which Slack user a person is from now on; both null for somebody who is in Slack no more. */
export interface SlackLink {
  personId: number;
  slackUserId: string | null;
  timeZone: string | null;
}

/**
 * Which people get which Slack user, and who loses theirs: by any of their e-mail addresses, and only what differs from today. Pure.
 * A tie ends where the member is gone, has left, or shows an address that is not the person's: somebody else would be answered
 * as them. A member who shows no address at all says nothing against a tie, else a missing scope would untie everybody.
 */
export function planSlackLinks(people: readonly Person[], members: readonly SlackMember[]): SlackLink[] {
  const active = members.filter((m) => m.active);
  const byEmail = new Map(active.map((m) => [m.email, m] as const));
  const silent = new Set(active.filter((m) => m.email === null).map((m) => m.slackUserId));
  return people.flatMap((person) => {
    const [member] = person.emails.flatMap((email) => byEmail.get(email) ?? []);
    if (member) {
      const isSame = member.slackUserId === person.slackUserId && member.timeZone === person.timeZone;
      return isSame ? [] : { personId: person.id, slackUserId: member.slackUserId, timeZone: member.timeZone };
    }
    if (person.slackUserId === null || silent.has(person.slackUserId)) return [];
    return { personId: person.id, slackUserId: null, timeZone: null };
  });
}

interface Matched {
  inSlack: number;
  outside: number;
  changed: number;
}

function matchMembers(ctx: Context, members: readonly SlackMember[]): Promise<Matched> {
  return ctx.transaction(async (tx) => {
    await lockRoster(tx);
    const people = (await allPeople(tx)).filter(({ active }) => active);
    const links = planSlackLinks(people, members);
    await saveSlackLinks(tx, links);
    const differs = new Map(links.map((link) => [link.personId, link]));
    const inSlack = people.filter((person) => (differs.get(person.id) ?? person).slackUserId !== null).length;
    return { inSlack, outside: people.length - inSlack, changed: links.length };
  });
}

/**
 * Ties everybody in the roster to their Slack user, with one paged users.list, and unties who is no longer there.
 * Gives how many people are in Slack now, how many outside it, and for how many of them something changed.
 */
export async function matchSlack(ctx: Context): Promise<Matched> {
  return matchMembers(ctx, await ctx.slack.members());
}

/** The same after people were changed, which stands whatever Slack says: what came of it in words. */
export async function matchQuietly(ctx: Context): Promise<string> {
  let members: readonly SlackMember[];
  try {
    members = await ctx.slack.members();
  } catch (error) {
    ctx.log.warn({ err: error }, 'the roster could not be matched with Slack');
    return 'Slack could not be asked just now: people are matched when they turn to me, and when I start again.';
  }
  const { inSlack, outside } = await matchMembers(ctx, members);
  return `${countText(inSlack, 'person', 'people')} in Slack, ${outside} outside it.`;
}

/**
 * Follows one member who joined the workspace, left it, or is different there: whom they are tied to, by the rules of `planSlackLinks`. Gives
 * the person they are now, null for nobody. Whoever else of these people is in Slack is asked for, so that another account of theirs is not lost.
 */
export async function followMember(ctx: Context, member: SlackMember): Promise<number | null> {
  const concerned = (db: Parameters<typeof peopleOfMember>[0]) =>
    peopleOfMember(db, member.slackUserId, member.email ?? '');
  const others = (await concerned(ctx.db)).flatMap(({ slackUserId }) =>
    slackUserId === null || slackUserId === member.slackUserId ? [] : slackUserId,
  );
  const members = [member, ...(await Promise.all(others.map((id) => ctx.slack.member(id))))];
  return ctx.transaction(async (tx) => {
    await lockRoster(tx);
    await saveSlackLinks(tx, planSlackLinks(await concerned(tx), members));
    return (await concerned(tx)).find(({ slackUserId }) => slackUserId === member.slackUserId)?.id ?? null;
  });
}
