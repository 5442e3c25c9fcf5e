import type { Context } from '../context.ts';
import type { SlackMember } from '../slack/directory.ts';
import type { Person } from './person.ts';
import { allPeople, lockRoster, saveSlackLinks } from './store.ts';

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

/**
 * Ties everybody in the roster to their Slack user, with one paged users.list, and unties who is no longer there.
 * Gives how many people are in Slack now, how many outside it, and for how many of them something changed.
 */
export async function matchSlack(ctx: Context): Promise<{ inSlack: number; outside: number; changed: number }> {
  const members = await ctx.slack.members();
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
