// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { Part } from '../../../ahead/progress.ts';
import type { When } from '../../../domain/upcoming.ts';
import type { Entry, Resource } from '../../../program/program.ts';
import { milestoneId } from '../rules/milestone-id.ts';
import type { Milestone } from '../rules/own-milestones.ts';
import type { Todo, TodoPart, TodoRow } from '../rules/todo.ts';
import { type Act, actLine, actNoted, GONE } from './act-noted.ts';
import { milestonesSection } from './home-section.ts';
import { type TodoList, todoList } from './todo-list.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const zone = 'America/New_York';
const at = Temporal.Instant.from('2026-12-01T14:00:00Z');
const long = 'A title that goes on and on '.repeat(5).trim();
const april: When = {
  kind: 'window',
  from: '2027-04-01',
  to: '2027-04-30',
  months: 'April',
  awaitsDate: false,
  opens: null,
};
const none: When = { kind: 'window', from: '2027-05-03', to: '2028-05-03', months: '', awaitsDate: true, opens: null };

function entry(id: string, title: string, more: Partial<Entry>): Entry {
  return {
    id,
    title,
    alsoCalled: [],
    kind: 'milestone',
    for: [[{ cycle: 'applying' }]],
    when: [],
    hosts: [],
    purpose: 'What it is for.',
    topics: [],
    items: [],
    optional: false,
    reminded: true,
    resources: [],
    ...more,
  };
}

interface Given {
  when?: When;
  isPast?: boolean;
  state?: Part['state'];
  step?: string;
  of?: Partial<Entry>;
}

function row(
  title: string,
  { when = { kind: 'due', day: '2027-06-15' }, isPast = false, state = 'open', step, of = {} }: Given = {},
): TodoRow {
  const id = 'plan-post-pce';
  const part: Part = {
    item: step === undefined ? '' : 'one',
    title: step ?? null,
    state,
    at: state === 'open' ? null : at,
  };
  const steps = step === undefined ? [] : [{ id: 'one', title: step }];
  const day = when.kind === 'due' ? when.day : '2027-04-01';
  const milestone: Milestone = {
    id: milestoneId(id, '2027-04'),
    due: when.kind === 'due' ? when.day : null,
    isPast,
    parts: [part],
    ahead: {
      entry: entry(id, title, of),
      title,
      when,
      day,
      through: day,
      sessionId: null,
      called: null,
      where: null,
      link: null,
      series: null,
      specialty: null,
      ifApplying: false,
      audience: null,
      tick: { occurrence: '2027-04', step: null, steps },
    },
  };
  return { milestone, part };
}

function parts(...given: readonly (readonly [part: TodoPart, rows: readonly TodoRow[]])[]): Todo {
  return given.map(([part, rows]) => ({ part, rows }));
}

const survey: Resource = {
  id: 'survey',
  title: 'Post-Match Survey',
  url: 'https://example.edu/survey',
  access: 'harvardkey',
};
const list: TodoList = {
  heading: { text: 'Post-PCE, Pathways, class of 2028, applying 2027-28', provisional: true },
  note: null,
  todo: [],
  first: 0,
  back: null,
  resource: () => survey,
  today: '2027-05-03',
  zone,
};
const times = (count: number, make: () => TodoRow) => Array.from({ length: count }, make);
const noted = (title: string, act: Act, value: string | null) => actNoted({ line: actLine(title, act, zone), value });
const linked = { resources: ['survey'] };

export const examples = {
  todoList: {
    shortest: todoList(list),
    usual: todoList({
      ...list,
      note: actLine('CV and personal statement', { kind: 'done' }, zone),
      todo: parts(
        ['still-open', [row('Career Selection', { when: april, isPast: true, step: 'Met with the Society Advisor' })]],
        [
          'dated',
          [
            row('Plan the Post-PCE phase'),
            row('Transition to Internship', { of: { kind: 'session', optional: true } }),
          ],
        ],
        ['undated', [row('Post-Match Survey', { when: none, of: { ...linked, reminded: false } })]],
        [
          'lately',
          [row('CV and personal statement', { state: 'done' }), row('Couples Match', { state: 'not-for-me' })],
        ],
      ),
    }),
    reminded: todoList({
      ...list,
      note: actLine('Plan the Post-PCE phase', { kind: 'reminded', at }, zone),
      todo: parts(
        ['dated', [row('Plan the Post-PCE phase', { of: linked })]],
        ['if-applying', [row('Choose a specialty')]],
      ),
    }),
    away: todoList({
      ...list,
      heading: { text: 'On leave until September 1, 2027', provisional: false },
      back: '2027-09-01',
      todo: parts(['when-back', [row('Second formal Society advising meeting of the PCE')]]),
    }),
    gone: todoList({ ...list, note: GONE, todo: parts(['dated', [row('Plan the Post-PCE phase')]]) }),
    longest: todoList({
      ...list,
      note: actLine(long, { kind: 'reminded', at }, zone),
      first: 12,
      todo: parts(
        ['still-open', times(20, () => row(long, { when: april, isPast: true, of: { ...linked, optional: true } }))],
        ['dated', times(20, () => row(long, { of: { ...linked, optional: true } }))],
      ),
    }),
    hostile: todoList({
      ...list,
      heading: { text: HOSTILE, provisional: false },
      note: actLine(HOSTILE, { kind: 'reminded', at }, zone),
      resource: () => ({ ...survey, title: HOSTILE }),
      todo: parts(['dated', [row(HOSTILE, { step: HOSTILE }), row(HOSTILE, { of: linked })]]),
    }),
  },
  actNoted: {
    shortest: noted('CV', { kind: 'done' }, 'cv/2028'),
    already: noted('CV', { kind: 'already-done' }, 'cv/2028'),
    opened: noted('CV', { kind: 'opened' }, null),
    open: noted('CV', { kind: 'already-open' }, null),
    waved: noted('CV', { kind: 'waved' }, 'cv/2028'),
    wavedAlready: noted('CV', { kind: 'already-waved' }, 'cv/2028'),
    longest: noted(long.repeat(10), { kind: 'reminded', at }, 'cv/2028'),
    hostile: noted(HOSTILE, { kind: 'done' }, 'cv/2028'),
  },
  milestonesSection: {
    shortest: milestonesSection({ open: 1, stillOpen: 0 }),
    longest: milestonesSection({ open: 40, stillOpen: 12 }),
    hostile: milestonesSection({ open: 3, stillOpen: 1 }),
  },
};
