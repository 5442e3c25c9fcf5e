import { expect, test } from 'vitest';
import { MembersError, readMembers } from '../members.ts';

test('members are read with or without the column for guests', () => {
  expect(readMembers('name,email,tz\nMaya L,maya@example.edu,America/New_York\n')).toMatchObject([
    { name: 'Maya L', email: 'maya@example.edu', tz: 'America/New_York', is_guest: false },
  ]);
  expect(readMembers('name,email,tz,is_guest\nA,a@example.edu,UTC,yes\n')).toMatchObject([{ is_guest: true }]);
});

test('a zone may go by the older name that Slack sends', () => {
  expect(readMembers('name,email,tz\nAsha R,asha@example.edu,Asia/Kolkata\n')).toMatchObject([{ tz: 'Asia/Kolkata' }]);
});

test('every mistake is named with its place', () => {
  const csv =
    'name,email,tz,is_guest\nA,a@example.edu,UTC,\n,b@example.edu,UTC,maybe\nC,c@,Boston,\nD,A@example.edu,UTC,\n';
  const mistakes = mistakesOf(csv);
  expect(mistakes.map((each) => each.split(':')[0])).toEqual([
    'line 3, name',
    'line 3, is_guest',
    'line 4, email',
    'line 4, tz',
    'line 5, email',
  ]);
  expect(mistakes.at(-1)).toContain('line 2');
});

test('a file without members, or that is no table, is a mistake', () => {
  expect(mistakesOf('name,email,tz\n')).toHaveLength(1);
  expect(mistakesOf('name,email,tz\n"open')).toHaveLength(1);
});

function mistakesOf(csv: string): readonly string[] {
  try {
    readMembers(csv);
  } catch (error) {
    if (error instanceof MembersError) return error.mistakes;
    throw error;
  }
  throw new Error('there was no mistake');
}
