import type { Member } from '../../members.ts';

export const maya = 'maya@example.edu';
export const jonah = 'jonah@example.edu';
export const gone = 'gone@example.edu';

/** Invented people: two members, one who left, a guest. */
export const people: readonly Member[] = [
  { name: 'Maya Lindqvist', email: maya, tz: 'America/New_York' },
  { name: 'Jonah Feldstein', email: jonah, tz: 'America/Los_Angeles' },
  { name: 'Gone Already', email: gone, tz: 'UTC', deleted: true },
  { name: 'Guest Visitor', email: 'guest@example.edu', tz: 'Europe/Berlin', is_guest: true },
];
