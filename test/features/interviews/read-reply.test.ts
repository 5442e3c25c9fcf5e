// Mails in plain words, and what is made of them: a table. What is not understood is named and changes nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asked, readReply } from '../../../src/features/interviews/rules/read-reply.ts';

const [MON, TUE, WED, THU, TUE2, THU2] = [
  '2026-11-02',
  '2026-11-03',
  '2026-11-04',
  '2026-11-05',
  '2026-11-10',
  '2026-11-12',
];
const STARTS = ['17:30', '18:00', '18:30', '19:00', '19:30'];
const ASKED: Asked = {
  evenings: [MON, TUE, WED, THU, TUE2, THU2],
  starts: STARTS,
  minutes: 25,
  specialties: [
    { id: 'dermatology', names: ['Dermatology'] },
    { id: 'internal-medicine', names: ['Internal Medicine'] },
  ],
};
const all = (...days: string[]) => Object.fromEntries(days.map((day) => [day.slice(5), 5]));

/** How many interviews on which evening. */
function offered(mail: string): Record<string, number> {
  return Object.fromEntries(readReply(mail, ASKED).offers.map(({ day, starts }) => [day.slice(5), starts.length]));
}

const UNDERSTOOD: readonly [mail: string, offers: Record<string, number>][] = [
  ['I can do Tuesdays.', all(TUE, TUE2)],
  ['Tues, Thurs are fine', all(TUE, THU, TUE2, THU2)],
  ['Nov. 3 and Nov. 5 work for me.', all(TUE, THU)],
  ['November 3, 4 and 5 are good', all(TUE, WED, THU)],
  ['3 November and the 5th', all(TUE, THU)],
  ['the 12th of November', all(THU2)],
  ['Tue/Thu', all(TUE, THU, TUE2, THU2)],
  ['Tuesdays (not the 10th)', all(TUE)],
  ['Nov 3 or Nov 5', all(TUE, THU)],
  ['11/3, 11/10', all(TUE, TUE2)],
  ['2026-11-03', all(TUE)],
  ['Nov 3-5', all(TUE, WED, THU)],
  ['Nov 3 to Nov 10', all(TUE, WED, THU, TUE2)],
  ['Tuesday to Thursday', all(TUE, WED, THU, TUE2, THU2)],
  ['Tuesday, Nov 3', all(TUE)],
  ['Tuesday the 10th', all(TUE2)],
  ['Any evening works', all(MON, TUE, WED, THU, TUE2, THU2)],
  ['I am available all of the evenings except Thursdays', all(MON, TUE, WED, TUE2)],
  ['Any evening but not Nov 3', all(MON, WED, THU, TUE2, THU2)],
  ["I can't do any evening except Nov 4", all(WED)],
  ["I can't do Tuesdays but Thursdays are fine", all(THU, THU2)],
  ['Tuesdays not Thursdays', all(TUE, TUE2)],
  ["Tuesday isn't possible, Thursday is", all(THU, THU2)],
  ['Tuesday is not possible. Thursday is.', all(THU, THU2)],
  ['Not Nov 12. Thursdays work.', all(THU)],
  ["Tuesdays work. I'm away on Nov 10.", all(TUE)],
  ['Tuesdays work. On call Nov 10.', all(TUE)],
  ['Tuesdays from 6:30 pm', { '11-03': 3, '11-10': 3 }],
  ['Tuesdays after 6', { '11-03': 4, '11-10': 4 }],
  ['Tuesdays until 7 p.m.', { '11-03': 3, '11-10': 3 }],
  ['Tuesdays 5:30-6:30pm', { '11-03': 2, '11-10': 2 }],
  ['Tuesdays at 18:00', { '11-03': 1, '11-10': 1 }],
  ['Tuesdays and Thursdays. Not after 7pm.', { '11-03': 3, '11-05': 3, '11-10': 3, '11-12': 3 }],
  ["Sorry\nI can't interview this year.", {}],
  ['> Tuesday works\nOn Mon, Nov 2, 2026 the office wrote:\nWednesday', {}],
  ['Thursdays work.\n\nBest,\nRuth, Tuesday clinic', all(THU, THU2)],
];

test.each(UNDERSTOOD)('%s', (mail, offers) => {
  expect(offered(mail)).toEqual(offers);
});

/** How many and not which: the evenings that it may mean are left to the reader, and so is the piece. */
const HOW_MANY: readonly [mail: string, left: string, offers: Record<string, number>][] = [
  ['Tuesday and Thursday work, 2 interviews each, not Nov 12', '2 interviews each', {}],
  ['Tuesdays work, two each', 'two each', {}],
  ['Two each evening, Tuesdays', 'Two each evening, Tuesdays', {}],
  ['Tuesdays work. One each evening.', 'One each evening', {}],
  ['Tuesdays, one per evening', 'Tuesdays, one per evening', {}],
  ['Any evening works, 2 per night', '2 per night', {}],
  ['3 interviews on Nov 3', '3 interviews on Nov 3', {}],
  ['2 interviews on Nov 3. Thursdays work.', '2 interviews on Nov 3', all(THU, THU2)],
  ['Nov 3 works. Two interviews on Nov 5.', 'Two interviews on Nov 5', all(TUE)],
  ['Tuesdays, two per evening. After 6pm.', 'Tuesdays, two per evening', {}],
  ['Tuesdays after 6, two each', 'two each', {}],
  ['Thursdays work. Maybe two interviews on Nov 5.', 'Maybe two interviews on Nov 5', all(THU2)],
  ['Tuesdays work, max 2', 'max 2', {}],
  ['Tuesdays work, up to two interviews', 'up to two interviews', {}],
  ['Tuesdays work, at most one', 'at most one', {}],
  ['Tuesdays work, no more than two each', 'no more than two each', {}],
  ['Tuesdays work but only two interviews each', 'but only two interviews each', {}],
  ['Tuesdays work, one or two each', 'one or two each', {}],
  ['Tuesdays work, a couple each evening', 'a couple each evening', {}],
  ['Tuesdays work. I can see two students a night.', 'I can see two students a night', {}],
  ['Tuesdays work, a single interview per evening', 'a single interview per evening', {}],
  ['Tuesdays work, two back to back per evening', 'two back to back per evening', {}],
];

test.each(HOW_MANY)('%s: is open', (mail, left, offers) => {
  const { lines } = readReply(mail, ASKED);
  expect(offered(mail)).toEqual(offers);
  expect(lines.filter(({ understood }) => understood === null).map(({ said }) => said)).toEqual([left]);
  expect(lines.filter(({ open }) => open)).toHaveLength(1);
});

test('how many on a day that is no evening of the round says nothing of the others', () => {
  expect(offered('Tuesdays work. Two interviews each on Fridays.')).toEqual(all(TUE, TUE2));
});

/** How many is no question where no more times were named, or the program has no more. */
test.each([
  ['Tuesdays 5:30-6:30pm, two each', { '11-03': 2, '11-10': 2 }],
  ['Two each. Tuesdays 5:30-6:30pm.', { '11-03': 2, '11-10': 2 }],
  ['Tuesdays at 18:00, one each evening', { '11-03': 1, '11-10': 1 }],
  ['Tuesdays, five per evening', all(TUE, TUE2)],
  ['3 interviews on Nov 3 from 6:30pm', { '11-03': 3 }],
])('%s: is what was named', (mail, offers) => {
  expect(offered(mail)).toEqual(offers);
  expect(readReply(mail, ASKED).lines.filter(({ understood }) => understood === null)).toEqual([]);
});

test('whatever is said of how many, no evening is offered with more than that', () => {
  const counts = fc.constantFrom('one', 'two', '2', '3', 'three', 'a couple', 'max 2', 'at most one');
  const ends = fc.constantFrom('each', 'each evening', 'per night', 'interviews each', 'students a night');
  const starts = fc.constantFrom(
    'Tuesdays',
    'Tuesday and Thursday work',
    'Any evening works',
    'Nov 3',
    'Nov 3-5, after 6pm',
  );
  const joints = fc.constantFrom(', ', '. ', '\n', ' - ', ' and ', ' but ');
  fc.assert(
    fc.property(starts, joints, counts, ends, (start, joint, count, end) => {
      const most =
        { one: 1, two: 2, '2': 2, '3': 3, three: 3, 'a couple': 2, 'max 2': 2, 'at most one': 1 }[count] ?? 0;
      for (const mail of [`${start}${joint}${count} ${end}`, `${count} ${end}${joint}${start}`])
        for (const one of readReply(mail, ASKED).offers)
          expect([mail, one.starts.length <= most]).toEqual([mail, true]);
    }),
  );
});

const LEFT: readonly [mail: string, said: string][] = [
  ['Probably Tuesday', 'Probably Tuesday'],
  ['Not only Tuesday', 'Not only Tuesday'],
  ['One evening', 'One evening'],
  ['Every other Thursday', 'Every other Thursday'],
  ['Thursday if I find somebody for my clinic', 'Thursday if I find somebody for my clinic'],
  ['I have clinic on Tuesday', 'I have clinic on Tuesday'],
  ['The first week of November', 'The first week of November'],
  ['Dienstag geht', 'Dienstag geht'],
  ['Wednesday, Nov 3', 'Wednesday, Nov 3'],
  ['Nov 20 works', 'Nov 20 works'],
  ['Tuesdays at 5:45', 'Tuesdays at 5:45'],
  ["I'm not away on Tuesday", "I'm not away on Tuesday"],
  ['All the best', ''],
  ['Any questions just write', 'Any questions just write'],
  ['My wife is on the committee for Dermatology', 'My wife is on the committee for Dermatology'],
  ['See https://example.edu/lab', 'See https://example.edu/lab'],
];

test.each(LEFT)('%s: is left to the reader', (mail, said) => {
  const { offers, lines, committees, link } = readReply(mail, ASKED);
  expect({ offers, committees, link }).toEqual({ offers: [], committees: null, link: null });
  expect(lines.filter(({ understood }) => understood === null).map((line) => line.said)).toEqual(
    said === '' ? [] : [said],
  );
});

describe('beside the evenings', () => {
  test.each([
    ["I'm not on a selection committee this year.", []],
    ['I am not on the committee', []],
    ['I am no longer on any committee', []],
    ['I sit on the residency selection committee for Internal Medicine', ['internal-medicine']],
    ['I am on a committee', null],
    ['Tuesdays work', null],
  ])('%s', (mail, committees) => {
    expect(readReply(mail, ASKED).committees).toEqual(committees);
  });

  test('the link to a room, as it was written', () => {
    const mail = 'My Zoom room is https://example.edu/j/Ab12?pwd=Xy, Tuesdays work.';
    expect(readReply(mail, ASKED)).toMatchObject({ link: 'https://example.edu/j/Ab12?pwd=Xy' });
    expect(offered(mail)).toEqual(all(TUE, TUE2));
  });

  test('every piece comes back with what was made of it', () => {
    const { lines } = readReply('Hi Rosa,\nTuesdays work, not Nov 20. Maybe Thursday.', ASKED);
    expect(lines).toEqual([
      { said: 'Tuesdays work', understood: 'can on November 3, 2026 and November 10, 2026' },
      { said: 'not Nov 20', understood: 'names a day that is no evening of this round' },
      { said: 'Maybe Thursday', understood: null },
    ]);
  });
});

test('whatever is pasted, only times of the round are offered, and no piece is lost in silence but greetings', () => {
  const words =
    'Tuesday Thursdays Nov 3 12th not except any evening work after 7pm until - 2 each , . but 2026 11/3 hi clinic'.split(
      ' ',
    );
  const mails = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 25 });
  fc.assert(
    fc.property(mails, (pieces) => {
      const { offers, lines } = readReply(pieces.join(' '), ASKED);
      for (const { day, starts } of offers) {
        expect(ASKED.evenings).toContain(day);
        expect(STARTS).toEqual(expect.arrayContaining([...starts]));
      }
      if (offers.length > 0) expect(lines.some(({ understood }) => understood !== null)).toBe(true);
    }),
  );
});
