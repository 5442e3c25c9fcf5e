import { describe, expect, test } from 'vitest';
import type { Member, Workspace } from '../page/api/control-schema.ts';
import { proposals, usageHint } from '../page/state/completion.ts';
import { groupMembers } from '../page/state/member-groups.ts';
import { readAddress, writeAddress } from '../page/state/page-address.ts';
import { channelsOf, channelTitle, findMember } from '../page/state/page-state.ts';
import { loadReadMarks, saveReadMarks } from '../page/state/read-marks.ts';
import { keepRecent, recentPeople } from '../page/state/recent-people.ts';

function member(id: string, name: string, email: string, more: Partial<Member> = {}): Member {
  return { id, name, email, tz: 'America/New_York', is_bot: false, deleted: false, ...more };
}

const people = [
  member('U1', 'Priya Venkataraman', 'student.pce@example.edu'),
  member('U2', 'Maya Lindqvist', 'student.preclerkship@example.edu'),
  member('U3', 'Émile Laurent', 'staff.director@example.edu'),
  member('U4', 'Ana Stone', 'ana.stone@example.edu'),
  member('U5', 'Gone Girl', 'gone@example.edu', { deleted: true }),
  member('B1', 'Helper', '', { is_bot: true }),
];

const workspace: Workspace = {
  now: '2026-12-01T09:00:00-05:00',
  seq: 1,
  life: 'first',
  users: people,
  channels: [
    { id: 'D2', name: null, kind: 'im', is_private: false, members: ['U1', 'U4'] },
    { id: 'D1', name: null, kind: 'im', is_private: false, members: ['U1', 'B1'] },
    { id: 'G1', name: null, kind: 'mpim', is_private: false, members: ['U1', 'U3', 'B1'] },
    { id: 'C1', name: 'general', kind: 'channel', is_private: false, members: ['U1', 'U2'] },
    { id: 'C2', name: 'staff', kind: 'channel', is_private: false, members: ['U3'] },
  ],
  bot: { id: 'B1', name: 'Helper', connected: true, mode: 'socket' },
  commands: [
    { command: '/career', description: 'What is next', usage_hint: 'next | todo' },
    { command: '/cards', description: null, usage_hint: null },
  ],
  shortcuts: [
    { name: 'Ask somebody', type: 'global', callback_id: 'ask', description: 'Find a person to ask' },
    { name: 'Ask about this', type: 'message', callback_id: 'about', description: null },
  ],
  home: { home_tab_enabled: true, messages_tab_read_only_enabled: false },
};

describe('choosing a person', () => {
  const names = (search: string, recent: readonly string[] = []) =>
    groupMembers(people, search, recent).map(({ title, members }) => [title, members.map(({ id }) => id)]);

  test('people are grouped by the role in their address, the rest by name, who has left at the end', () => {
    expect(names('')).toEqual([
      ['Student', ['U2', 'U1']],
      ['With a role', ['U3']],
      ['Everyone else', ['U4']],
      ['Deactivated', ['U5']],
    ]);
  });

  test('those chosen lately come first, and once only', () => {
    expect(names('', ['U4', 'U1'])[0]).toEqual(['Recent', ['U4', 'U1']]);
    expect(names('', ['U4', 'U1']).flatMap(([, ids]) => ids)).toHaveLength(5);
  });

  test.each([
    ['priya', 'U1'],
    ['venk', 'U1'],
    ['emile', 'U3'],
    ['DIRECTOR', 'U3'],
    ['stone ana', 'U4'],
  ])('%s finds %s', (search, id) => {
    expect(names(search).flatMap(([, ids]) => ids)).toEqual([id]);
  });

  test('a person is found by id and by e-mail address', () => {
    expect(findMember(workspace, 'U3')?.name).toBe('Émile Laurent');
    expect(findMember(workspace, 'Student.PCE@example.edu')?.id).toBe('U1');
    expect(findMember(workspace, 'nobody@example.edu')).toBeUndefined();
  });
});

test("the sidebar lists one's own channels, then the app's conversation, then the others", () => {
  const mine = channelsOf(workspace, 'U1');
  expect(mine.map(({ id }) => id)).toEqual(['C1', 'D1', 'D2', 'G1']);
  expect(mine.map((channel) => channelTitle(workspace, channel, 'U1'))).toEqual([
    'general',
    'Helper',
    'Ana Stone',
    'Émile Laurent, Helper',
  ]);
});

describe('the composer', () => {
  const labels = (text: string) => proposals(text, workspace).map(({ label }) => label);

  test.each([
    ['/', ['/career', '/cards', 'Ask somebody']],
    ['/ask', ['Ask somebody']],
    ['/care', ['/career']],
    ['/career', []],
    ['/career n', []],
    ['hello', []],
    ['hello @pri', ['Priya Venkataraman']],
    ['/career ask @emi', ['Émile Laurent']],
    ['write to someone@exa', []],
  ])('%j proposes %j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test('a proposal completes the text', () => {
    expect(proposals('/care', workspace)[0]?.completed).toBe('/career ');
    expect(proposals('hi @pri', workspace)[0]?.completed).toBe('hi @Priya Venkataraman ');
  });

  test('the usage hint stands behind a complete command and goes with the first word', () => {
    expect(usageHint('/career ', workspace.commands)).toBe('next | todo');
    expect(usageHint('/career n', workspace.commands)).toBeUndefined();
    expect(usageHint('/cards ', workspace.commands)).toBeUndefined();
  });
});

test('the address of the page says who acts and where', () => {
  const address = { as: 'student.pce@example.edu', in: 'C1' };
  expect(writeAddress(address)).toBe('/?as=student.pce@example.edu&in=C1');
  expect(readAddress(writeAddress(address).slice(1))).toEqual(address);
  expect(writeAddress({ as: undefined, in: undefined })).toBe('/');
});

describe('what a window remembers', () => {
  function memoryStorage(): Storage {
    const items = new Map<string, string>();
    return {
      length: 0,
      clear: () => items.clear(),
      key: () => null,
      getItem: (key) => items.get(key) ?? null,
      removeItem: (key) => items.delete(key),
      setItem: (key, value) => items.set(key, value),
    };
  }

  test('marks of a later time than now belong to an earlier life of the workspace and are dropped', () => {
    const storage = memoryStorage();
    saveReadMarks('U1', { D1: '100.000001', C1: '900.000001' }, storage);
    expect(loadReadMarks('U1', 500, storage)).toEqual({ D1: '100.000001' });
    expect(loadReadMarks('U2', 500, storage)).toEqual({});
  });

  test('six people are remembered, the latest first', () => {
    const storage = memoryStorage();
    for (const id of ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U3']) keepRecent(id, storage);
    expect(recentPeople(storage)).toEqual(['U3', 'U7', 'U6', 'U5', 'U4', 'U2']);
  });
});
