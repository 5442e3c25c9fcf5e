// The pure rules of messages to many: life-cycle, forms, limits, tallies.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audience, Term } from '../../../src/domain/audience.ts';
import { BROADCAST_STATES } from '../../../src/domain/broadcast.ts';
import type { FormValues, RichText } from '../../../src/domain/form-values.ts';
import { broadcastMessage } from '../../../src/features/broadcasts/messages/index.ts';
import {
  chosenFor,
  readAudience,
  readTerm,
  termValue,
} from '../../../src/features/broadcasts/rules/audience-fields.ts';
import {
  type BroadcastAct,
  stateAfter,
  stateWhenDone,
  stateWhenSent,
} from '../../../src/features/broadcasts/rules/life.ts';
import {
  advisorsToldAt,
  idOfSubject,
  leavesAt,
  noticeOf,
  nudgeAt,
  subjectOf,
} from '../../../src/features/broadcasts/rules/notice.ts';
import {
  keptText,
  MESSAGE_LIMIT,
  plainLines,
  problemOf,
  titleOf,
} from '../../../src/features/broadcasts/rules/rich-text.ts';
import { minutesFor, type Outcome, tallyLines, tallyOf } from '../../../src/features/broadcasts/rules/tally.ts';
import { readWriting } from '../../../src/features/broadcasts/rules/writing.ts';
import { richText } from '../../support/broadcast-journey.ts';
import { BOSTON, moment, wall } from '../../support/delivery-builders.ts';

const text = (...lines: string[]) => richText(...lines) as RichText;

describe('the life of a broadcast', () => {
  const acts: BroadcastAct[] = [
    'approve',
    'return',
    'start',
    'pause',
    'resume',
    'stop',
    'retry',
    'correct',
    'recall',
    'discard',
    'restore',
    'edit',
  ];
  const expected: Record<string, string> = {
    drafted: 'start>sending discard>discarded edit>drafted',
    'awaiting-approval': 'approve>scheduled return>drafted start>sending',
    scheduled: 'return>drafted start>sending',
    sending: 'pause>paused stop>stopped correct>sending recall>recalled',
    paused: 'resume>sending stop>stopped correct>paused recall>recalled',
    stopped: 'resume>sending retry>sending correct>stopped recall>recalled',
    sent: 'retry>sending correct>corrected recall>recalled',
    corrected: 'retry>sending correct>corrected recall>recalled',
    recalled: '',
    discarded: 'restore>drafted',
  };
  it.each(BROADCAST_STATES)('allows in %s what it allows', (state) => {
    const allowed = acts.flatMap((act) => {
      const next = stateAfter(act, state);
      return next ? [`${act}>${next}`] : [];
    });
    expect(allowed.join(' ')).toBe(expected[state]);
  });

  it.each([
    [null, 100, 'sending'],
    [null, 101, 'awaiting-approval'],
    ['later', 100, 'scheduled'],
    ['later', 101, 'awaiting-approval'],
  ])('sent off with send time %s to %d', (sendAt, recipients, state) => {
    expect(stateWhenSent({ sendAt }, { recipients, approvalOver: 100 })).toBe(state);
  });

  it('ends as sent, or as corrected', () => {
    expect([stateWhenDone({ wording: 1 }), stateWhenDone({ wording: 2 })]).toEqual(['sent', 'corrected']);
  });
});

describe('a text', () => {
  const rich: RichText = {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'See ' },
          { type: 'link', url: 'https://example.edu', text: 'the page' },
          { type: 'emoji', name: 'tada' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 1,
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'One' }] },
          { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Said\ntwice' }] },
    ],
  };

  it('reads in plain words, with the marks of lists and quotes', () => {
    expect(plainLines(rich)).toEqual([
      'See the page (https://example.edu):tada:',
      '  1. One',
      '  2. @channel',
      '> Said',
      '> twice',
    ]);
    expect(titleOf(rich)).toBe('See the page (https://example.edu):tada:');
  });

  it('is kept as it was written, but for what calls a channel', () => {
    expect(keptText({ ...rich, block_id: 'x' } as RichText)).toEqual(
      JSON.parse(
        JSON.stringify(rich).replace('{"type":"broadcast","range":"channel"}', '{"type":"text","text":"@channel"}'),
      ),
    );
  });

  it('is refused where it is empty or too long, with the count', () => {
    expect(problemOf(null)).toContain('Please write');
    expect(problemOf(text('  '))).toContain('Please write');
    expect(problemOf(text('x'.repeat(MESSAGE_LIMIT)))).toBeUndefined();
    expect(problemOf(text('x'.repeat(MESSAGE_LIMIT + 12)))).toContain(`That is ${MESSAGE_LIMIT + 12} characters`);
    expect(problemOf(text('x'.repeat(MESSAGE_LIMIT + 12)))).toContain('leave out 12');
    expect(problemOf(text('&'.repeat(700)))).toContain('That is 3500 characters');
  });

  it('is said whole to those who read no blocks, whatever is allowed', () => {
    const word = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((one) => !/\s/.test(one));
    const line = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const message = text(...lines);
        if (problemOf(message) !== undefined) return;
        const said = broadcastMessage({
          id: 1,
          message,
          session: null,
          acknowledge: { by: '2026-12-11', done: null, notedTo: 'advisor' },
          from: 'A name '.repeat(10),
          why: 'Post-PCE',
          corrected: true,
          isPreview: false,
          zone: BOSTON,
        });
        expect(said.text).not.toContain('more lines');
        expect(said.text.length).toBeLessThan(4_000);
        expect(said.text).toContain('Please acknowledge by');
      }),
    );
  });
});

describe('whom it is for', () => {
  const term: fc.Arbitrary<Term> = fc.oneof(
    fc.record({ phase: fc.constantFrom('pce' as const, 'post-pce' as const) }),
    fc.record({ track: fc.constantFrom('hst' as const) }),
    fc.record({ class: fc.constantFrom(2028, 2029) }),
    fc.record({ cycle: fc.constantFrom('applying' as const) }),
    fc.record({ cycle: fc.constantFrom('graduating' as const), matchYear: fc.constant(2028) }),
    fc.record({ society: fc.constantFrom('Castle', 'A: name') }),
    fc.record({ specialty: fc.constant('urology') }),
    fc.record({ role: fc.constantFrom('rasa' as const) }),
  );

  it('is read from a menu as it was written there', () => {
    fc.assert(
      fc.property(term, (one) => {
        expect(readTerm(termValue(one))).toEqual(one);
      }),
    );
    for (const none of ['', 'phase:none', 'class:x', 'cycle:', 'whatever:1', 'person:-1'])
      expect(readTerm(none)).toBeUndefined();
  });

  const chosen = (values: Record<string, string | string[]>): FormValues => new Map(Object.entries(values));
  it('holds one of what is chosen in a field, and all between fields', () => {
    expect(
      readAudience(
        chosen({
          phases: ['phase:pce', 'phase:post-pce'],
          tracks: ['track:hst'],
          people: ['7'],
          without: ['class:2028'],
          'without-people': ['9'],
        }),
      ),
    ).toEqual({
      audience: {
        anyOf: [[{ phase: 'pce' }, { track: 'hst' }], [{ phase: 'post-pce' }, { track: 'hst' }], [{ person: 7 }]],
        except: [{ class: 2028 }, { person: 9 }],
      },
    });
    expect(readAudience(chosen({ session: '4', answers: ['only:going', 'without:waiting'] }))).toEqual({
      audience: { anyOf: [[{ rsvp: 4, answer: 'going' }]], except: [{ rsvp: 4, answer: 'waiting' }] },
    });
  });

  it.each([
    ['nothing', {}, 'phases'],
    ['a session without answers', { session: '4', phases: ['phase:pce'] }, 'answers'],
    ['answers without a session', { answers: ['only:going'] }, 'session'],
    ['only exclusions', { without: ['class:2028'] }, 'phases'],
  ])('is refused with %s', (_, values, field) => {
    expect(Object.keys(Object(readAudience(chosen(values as Record<string, string[]>))).problems ?? {})).toEqual([
      field,
    ]);
  });

  it('stands in the form again as it was chosen', () => {
    const audience: Audience = {
      anyOf: [
        [{ phase: 'pce' }, { rsvp: 4, answer: 'going' }],
        [{ phase: 'post-pce' }, { rsvp: 4, answer: 'going' }],
        [{ person: 7 }],
      ],
      except: [{ society: 'Castle' }, { person: 9 }],
    };
    const { chosen: fields, session, people, withoutPeople } = chosenFor(audience);
    const values = new Map<string, string | readonly string[]>([
      ...fields,
      ['session', String(session)],
      ['people', people.map(String)],
      ['without-people', withoutPeople.map(String)],
    ]);
    expect(readAudience(values)).toEqual({ audience });
  });
});

describe('what is written', () => {
  const now = moment('2026-12-01 09:00');
  const read = (values: Record<string, unknown>) =>
    readWriting(new Map(Object.entries({ message: text('Hello'), ...values })) as FormValues, { now, zone: BOSTON });
  it('leaves now, or at a time of the school', () => {
    expect(read({})).toMatchObject({ writing: { sendAt: null, acknowledgeBy: null, sessionId: null } });
    const later = read({ day: '2026-12-04', hour: '09:30', session: '7', mandatory: ['yes'], by: '2026-12-11' });
    expect(later).toMatchObject({ writing: { sessionId: 7, acknowledgeBy: '2026-12-11' } });
    expect('writing' in later && later.writing.sendAt && wall(later.writing.sendAt)).toBe('2026-12-04 09:30');
  });

  it.each([
    [{ message: null }, 'message'],
    [{ day: '2026-12-04' }, 'hour'],
    [{ hour: '09:30' }, 'day'],
    [{ day: '2026-12-01', hour: '09:00' }, 'hour'],
    [{ day: '2026-11-30', hour: '12:00' }, 'hour'],
    [{ mandatory: ['yes'] }, 'by'],
    [{ mandatory: ['yes'], by: '2026-12-01' }, 'by'],
    [{ mandatory: ['yes'], by: '2026-12-04', day: '2026-12-04', hour: '09:00' }, 'by'],
    [{ by: '2026-12-04' }, 'mandatory'],
  ])('is refused: %j', (values, field) => {
    expect(Object.keys(Object(read(values)).problems ?? {})).toEqual([field]);
  });
});

describe('when it is said', () => {
  const from = moment('2026-12-01 09:00');
  it('is a notice, mandatory where it is acknowledged, of use until its session begins', () => {
    const noticed = { id: 3, acknowledgeBy: null, sessionStartsAt: moment('2026-12-04 12:00') };
    expect(noticeOf(noticed, { from, dueAt: from, zone: BOSTON })).toMatchObject({
      kind: 'notice',
      subject: 'broadcast:3',
      mandatory: false,
      usefulUntil: moment('2026-12-04 12:00'),
    });
    const mandatory = noticeOf({ ...noticed, acknowledgeBy: '2026-12-11' }, { from, dueAt: from, zone: BOSTON });
    expect([mandatory.mandatory, wall(mandatory.usefulUntil)]).toEqual([true, '2026-12-25 00:00']);
    expect(wall(leavesAt(from, 240))).toBe('2026-12-01 09:01');
    expect([idOfSubject(subjectOf(3)), idOfSubject('session:3')]).toEqual([3, undefined]);
  });

  it('reminds two days before, and tells advisors the morning after', () => {
    expect(nudgeAt('2026-12-11', 2, from, BOSTON)).toEqual(moment('2026-12-09 09:00'));
    expect(nudgeAt('2026-12-03', 2, from, BOSTON)).toBeNull();
    expect(advisorsToldAt('2026-12-11', BOSTON)).toEqual(moment('2026-12-12 08:00'));
  });
});

describe('what became of it', () => {
  const outcome = (given: Partial<Outcome>): Outcome => ({
    personId: 1,
    untold: null,
    state: 'sent',
    error: null,
    change: null,
    acknowledged: false,
    ...given,
  });
  it('is counted once for each, and said in words', () => {
    const tally = tallyOf([
      outcome({ acknowledged: true, change: { state: 'sent', error: null } }),
      outcome({ change: { state: 'failed', error: 'message_not_found' } }),
      outcome({ state: 'queued' }),
      outcome({ state: 'withdrawn' }),
      outcome({ state: 'withdrawn', untold: 'away' }),
      outcome({ state: 'failed', error: 'user_disabled' }),
      outcome({ state: null, untold: 'outside-slack' }),
      outcome({ state: 'uncertain' }),
    ]);
    expect(tally).toMatchObject({
      recipients: 8,
      delivered: 2,
      pending: 1,
      uncertain: 1,
      aside: 1,
      acknowledged: 1,
      changes: { done: 1, pending: 0, failed: 1 },
    });
    expect(tallyLines(tally)).toEqual([
      '2 delivered, 1 to go, 1 set aside, 1 of which it is not certain',
      '1 message not delivered: deactivated in Slack',
      '1 on leave or in PhD years',
      '1 not in Slack',
    ]);
    expect([minutesFor(0), minutesFor(1), minutesFor(45), minutesFor(700)]).toEqual([0, 1, 2, 17]);
  });
});
