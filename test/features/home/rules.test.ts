import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Upcoming } from '../../../src/domain/upcoming.ts';
import { chooseNext, contactsToCall, inOrder, readLimit } from '../../../src/features/home/rules.ts';

const PANELS = { id: 'panels', title: 'Interest Series', one: 'panel', many: 'panels' };

/** Something dated at five in the afternoon of a day. */
function dated(title: string, day: string, given: Partial<Upcoming> = {}): Upcoming {
  const startsAt = Temporal.Instant.from(`${day}T22:00:00Z`);
  return {
    title,
    day,
    when: { kind: 'session', startsAt, endsAt: startsAt.add({ hours: 1 }), day },
    where: null,
    link: null,
    series: null,
    specialty: null,
    ifApplying: false,
    audience: null,
    button: { label: 'Details', action: 'calendar.details', value: 'x' },
    ...given,
  };
}

function undated(title: string, day: string, given: Partial<Upcoming> = {}): Upcoming {
  return dated(title, day, {
    when: { kind: 'window', from: day, to: day, months: 'January', awaitsDate: true, opens: null },
    ...given,
  });
}

const titles = (items: readonly Upcoming[]) => items.map(({ title }) => title);
const panel = (title: string, day: string, own = false) =>
  dated(title, day, { series: PANELS, specialty: own ? 'urology' : 'dermatology' });
/** Of somebody whose specialty is urology. */
const choose = (items: readonly Upcoming[], limit: number, open: readonly Upcoming[] = []) =>
  chooseNext(items, open, limit, new Set(['urology']));

describe('what next shows of a series', () => {
  it('is the first two, and how many more there are', () => {
    const items = [
      panel('A', '2026-12-03'),
      panel('B', '2026-12-08'),
      panel('C', '2027-01-07'),
      panel('D', '2027-01-14'),
    ];
    const choice = choose(items, 5);
    expect(titles(choice.dated)).toEqual(['A', 'B']);
    expect(choice.further).toEqual([{ title: 'Interest Series', count: 2, one: 'panel', many: 'panels' }]);
  });

  it('is one of the own specialties before others, in order of time', () => {
    const items = [panel('A', '2026-12-03'), panel('B', '2026-12-08'), panel('Mine', '2027-02-24', true)];
    expect(titles(choose(items, 5).dated)).toEqual(['A', 'Mine']);
  });

  it('is the first two of the own specialties where there are more', () => {
    const items = [
      panel('A', '2026-12-03'),
      panel('Mine 1', '2027-01-10', true),
      panel('Mine 2', '2027-02-10', true),
      panel('Mine 3', '2027-03-10', true),
    ];
    const choice = choose(items, 5);
    expect(titles(choice.dated)).toEqual(['Mine 1', 'Mine 2']);
    expect(choice.further.map(({ count }) => count)).toEqual([2]);
  });

  it('is counted for each series apart, and not where two or fewer are left', () => {
    const parts = { id: 'parts', title: 'Expert advice', one: 'part', many: 'parts' };
    const items = [
      ...['2026-12-03', '2026-12-08', '2027-01-07'].map((day) => panel('P', day)),
      ...['2027-01-26', '2027-02-02'].map((day) => dated('Part', day, { series: parts })),
    ];
    const choice = choose(items, 10);
    expect(choice.further.map(({ title, count }) => [title, count])).toEqual([['Interest Series', 1]]);
    expect(titles(choice.dated)).toEqual(['P', 'P', 'Part', 'Part']);
  });

  it('leaves an undated window of the series where it is', () => {
    const items = [panel('A', '2026-12-03'), undated('Interest Series', '2027-09-01', { series: PANELS })];
    const choice = choose(items, 5);
    expect([titles(choice.dated), titles(choice.undated), choice.further]).toEqual([['A'], ['Interest Series'], []]);
  });
});

describe('what next shows', () => {
  it('is at most the limit of each kind, and how many more', () => {
    const items = [
      ...Array.from({ length: 7 }, (_, at) => dated(`D${at}`, `2026-12-${10 + at}`)),
      ...Array.from({ length: 6 }, (_, at) => undated(`U${at}`, `2027-01-${10 + at}`)),
    ];
    const choice = choose(items, 5);
    expect(titles(choice.dated)).toEqual(['D0', 'D1', 'D2', 'D3', 'D4']);
    expect(titles(choice.undated)).toEqual(['U0', 'U1', 'U2', 'U3', 'U4']);
    expect(choice.more).toEqual({ count: 3, longest: 7 });
  });

  it('keeps apart what is only for those who apply', () => {
    const items = [
      dated('Mine', '2026-12-10'),
      dated('If', '2026-12-11', { ifApplying: true }),
      undated('If later', '2027-01-01', { ifApplying: true }),
    ];
    const choice = choose(items, 1);
    expect([titles(choice.dated), titles(choice.ifApplying), choice.more.count]).toEqual([['Mine'], ['If'], 1]);
  });

  it('is what passed undone too, the same number at most', () => {
    const open = ['2026-04-30', '2026-08-31'].map((day) => dated(`Open ${day}`, day, { when: { kind: 'due', day } }));
    const choice = choose([dated('Mine', '2026-12-10')], 1, open);
    expect([titles(choice.stillOpen), titles(choice.dated)]).toEqual([['Open 2026-04-30'], ['Mine']]);
    expect(choice.more).toEqual({ count: 1, longest: 2 });
  });

  it('counts the rest of a series for applicants among what is for applicants', () => {
    const parts = ['2027-01-26', '2027-02-02', '2027-02-09', '2027-02-16'].map((day) =>
      dated('Part', day, { ifApplying: true, series: { ...PANELS, id: 'parts' } }),
    );
    const choice = choose([panel('P', '2026-12-03'), ...parts], 5);
    expect([choice.further, choice.furtherIfApplying.map(({ count }) => count)]).toEqual([[], [2]]);
    expect(titles(choice.ifApplying)).toEqual(['Part', 'Part']);
  });

  it('counts a due day among what is dated', () => {
    const items = [dated('Due', '2026-12-31', { when: { kind: 'due', day: '2026-12-31' } })];
    expect(titles(choose(items, 5).dated)).toEqual(['Due']);
  });

  it('loses nothing: what is shown and what is counted are all there is', () => {
    const thing = fc
      .record({ at: fc.nat(300), mine: fc.boolean(), kind: fc.constantFrom('panel', 'part', 'dated', 'undated', 'if') })
      .map(({ at, mine, kind }) => {
        const day = Temporal.PlainDate.from('2026-12-01').add({ days: at }).toString();
        if (kind === 'panel') return panel('P', day, mine);
        if (kind === 'part') return dated('P', day, { ifApplying: true, series: { ...PANELS, id: 'parts' } });
        return kind === 'undated' ? undated('U', day) : dated('D', day, { ifApplying: kind === 'if' });
      });
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (things, limit) => {
        const open = things.filter((item) => item.ifApplying);
        const c = choose(inOrder(things), limit, open);
        const shown = c.stillOpen.length + c.dated.length + c.undated.length + c.ifApplying.length;
        const further = [...c.further, ...c.furtherIfApplying].reduce((n, f) => n + f.count, 0);
        expect(shown + c.more.count + further).toBe(things.length + open.length);
        expect(c.dated.filter((item) => item.series).length).toBeLessThanOrEqual(2);
        expect(inOrder(c.dated)).toEqual(c.dated);
      }),
    );
  });
});

describe('the order of next', () => {
  it('is by day, then by time; what has only a day comes first', () => {
    const early = dated('Early', '2026-12-10');
    const late = dated('Late', '2026-12-10', {
      when: {
        kind: 'session',
        day: '2026-12-10',
        startsAt: Temporal.Instant.from('2026-12-10T23:30:00Z'),
        endsAt: Temporal.Instant.from('2026-12-11T00:30:00Z'),
      },
    });
    const due = dated('Due', '2026-12-10', { when: { kind: 'due', day: '2026-12-10' } });
    const before = undated('Before', '2026-12-09');
    expect(titles(inOrder([late, early, due, before]))).toEqual(['Before', 'Due', 'Early', 'Late']);
  });
});

describe('how many lines next shows', () => {
  it.each([
    ['', 5],
    ['10', 10],
    [' 7 ', 7],
    ['1', 1],
    ['30', 30],
    ['one', 1],
    ['Ten', 10],
    ['nineteen', 19],
    ['twenty', 20],
    ['twenty-one', 21],
    ['twenty nine', 29],
    ['thirty', 30],
  ])('for %j: %i', (words, limit) => {
    expect(readLimit(words)).toEqual({ limit, understood: true });
  });

  it.each([
    ['31', 30],
    ['1000000', 30],
    ['0', 5],
    ['-3', 5],
    ['2.5', 5],
    ['many', 5],
    ['thirty-one', 5],
    ['twenty twenty', 5],
    ['constructor', 5],
  ])('for %j: %i, and says what it takes', (words, limit) => {
    expect(readLimit(words)).toEqual({ limit, understood: false });
  });
});

describe('whom one can call in Match week', () => {
  const contact = { name: 'Robin Vale', title: 'Dean', roles: ['dean'], interim: false };
  it.each([
    [
      'number and hours',
      { phone: '617-555-0100', hours: { friday: '9 AM to 5 PM' } },
      '617-555-0100, today 9 AM to 5 PM',
    ],
    [
      'a number, but not on this weekday',
      { phone: '617-555-0100', hours: { monday: '9 AM to 5 PM' } },
      '617-555-0100, not by phone today',
    ],
    ['a number alone', { phone: '617-555-0100' }, "617-555-0100; the Office knows today's hours"],
    ['neither', {}, 'the Office will put you through'],
  ])('is told with %s', (_, more, says) => {
    expect(contactsToCall([{ ...contact, ...more }], 'friday', 'Office')).toEqual([`Robin Vale, Dean: ${says}`]);
  });

  it('is told once where somebody holds two roles, and as interim where that is not in the title', () => {
    const interim = { ...contact, interim: true };
    expect(contactsToCall([interim, interim], 'friday', 'Office')).toEqual([
      'Robin Vale, Dean (interim): the Office will put you through',
    ]);
    expect(contactsToCall([{ ...interim, title: 'Interim Dean' }], 'friday', 'Office').join()).not.toContain(
      '(interim)',
    );
  });
});
