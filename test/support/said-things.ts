// A slice of its own for tests of what is said unasked: things fall due as a test says, and hold until it says otherwise.
import { Temporal } from 'temporal-polyfill';
import type { Reminder } from '../../src/domain/reminder.ts';
import type { Feature, Reminded } from '../../src/feature.ts';

export interface Things {
  feature: Feature;
  /** By person id; change it and say so in `planning_changes`. */
  due: Map<number, Reminder[]>;
  /** Subjects that do not hold any more. */
  gone: Set<string>;
}

/** What a thing looks like in a message: a session that begins a day after it is asked for. */
function remindedOf(subject: string): Reminded {
  const startsAt = Temporal.Instant.from('2027-06-01T21:00:00Z');
  return {
    upcoming: {
      title: `Title of ${subject}`,
      when: { kind: 'session', startsAt, endsAt: startsAt.add({ hours: 1 }), day: '2027-06-01' },
      day: '2027-06-01',
      where: null,
      link: null,
      series: null,
      specialty: null,
      ifApplying: false,
      audience: null,
      button: { label: 'Details', action: 'calendar.details', value: 'thing' },
    },
    news: null,
    buttons: [],
  };
}

export function createThings(): Things {
  const due = new Map<number, Reminder[]>();
  const gone = new Set<string>();
  const feature: Feature = {
    name: 'things',
    subjects: ['session', 'milestone'],
    due: async (_ctx, people, from, to) =>
      new Map(
        people.map(({ id }) => [
          id,
          (due.get(id) ?? []).filter(
            ({ dueAt }) =>
              from.epochMilliseconds <= dueAt.epochMilliseconds && dueAt.epochMilliseconds < to.epochMilliseconds,
          ),
        ]),
      ),
    stillTrue: async (_ctx, _person, { subject }) => (gone.has(subject) ? null : remindedOf(subject)),
  };
  return { feature, due, gone };
}
