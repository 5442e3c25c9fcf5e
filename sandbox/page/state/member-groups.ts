import type { Member } from '../api/control-schema.ts';
import { groupBy } from './group-by.ts';

export interface MemberGroup {
  readonly title: string;
  readonly members: readonly Member[];
}

const normal = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word searched for begins a word of the name or occurs in the e-mail address; accents and case do not matter. */
export function matchesMember(member: Member, search: string): boolean {
  const words = normal(search).split(/\s+/).filter(Boolean);
  const name = normal(member.name).split(/[\s-]+/);
  const email = normal(member.email ?? '');
  return words.every((word) => name.some((part) => part.startsWith(word)) || email.includes(word));
}

// An address such as student.pce@ says what somebody is; one made from the person's own name says nothing new.
function roleWord(member: Member): string | undefined {
  const word = normal(member.email ?? '').split(/[@._+-]/)[0] ?? '';
  return word === '' || normal(member.name).includes(word) ? undefined : word;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * People to act as, in groups: those chosen lately, then by the first word of their address where it is not their own name
 * ("student.pce@", "staff.dean@"), then everybody else, then who has left. Bots are left out. `recent` holds ids, latest first.
 */
export function groupMembers(members: readonly Member[], search: string, recent: readonly string[]): MemberGroup[] {
  const found = members
    .filter((member) => !member.is_bot && matchesMember(member, search))
    .sort((a, b) => a.name.localeCompare(b.name));
  const lately = recent.flatMap((id) => found.filter((member) => member.id === id && !member.deleted));
  const rest = found.filter((member) => !lately.includes(member));
  const left = rest.filter((member) => member.deleted);
  const byWord = groupBy(
    rest.filter((member) => !member.deleted),
    (member) => roleWord(member) ?? '',
  );
  const titled = [...byWord].filter(([word, list]) => word !== '' && list.length > 1);
  const single = [...byWord].filter(([word, list]) => word !== '' && list.length === 1).flatMap(([, list]) => list);
  return [
    { title: 'Recent', members: lately },
    ...titled.sort(([a], [b]) => a.localeCompare(b)).map(([word, list]) => ({ title: capital(word), members: list })),
    { title: 'With a role', members: single },
    { title: titled.length > 0 ? 'Everyone else' : 'Members', members: byWord.get('') ?? [] },
    { title: 'Deactivated', members: left },
  ].filter((group) => group.members.length > 0);
}
