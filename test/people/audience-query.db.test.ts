// The count that the database makes is the one that the pure rule makes, of every person and every audience.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Audience, matchesAudience, type SliceTerm, type Term } from '../../src/domain/audience.ts';
import { CYCLE_STATES } from '../../src/domain/cycles.ts';
import { addDays } from '../../src/domain/day.ts';
import { PHASES, TRACKS } from '../../src/domain/phases.ts';
import { ROLES } from '../../src/domain/roles.ts';
import { type Override, standingOn } from '../../src/domain/standing.ts';
import { idsInAudience } from '../../src/people/audience-query.ts';
import { memberOf } from '../../src/people/person.ts';
import { savePeople } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { person } from '../support/people-builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const program = await loadProgram();
const classes = [...new Set(program.file.classes.map((calendar) => calendar.class))];
const societies = ['Castle', 'London'];
const specialties = ['dermatology', 'urology'];
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const PEOPLE = 12;
const day = fc.integer({ min: 0, max: 2200 }).map((days) => addDays('2024-06-01', days));

/** Spells of one kind, one after the other: no two overlap. Some begin on the day on which the one before returns. */
function spells<Value>(value: fc.Arbitrary<Value>) {
  const spell = fc.record({ gap: fc.constantFrom(0, 1, 40, 400), days: fc.integer({ min: 1, max: 700 }), value });
  return fc.tuple(day, fc.array(spell, { maxLength: 3 })).map(([start, items]) => {
    let at = start;
    return items.map(({ gap, days, value }) => {
      const from = addDays(at, gap);
      at = addDays(from, days);
      return { from, to: at, value };
    });
  });
}

function of<Kind extends Override['kind']>(
  kind: Kind,
  value: fc.Arbitrary<Extract<Override, { kind: Kind }>['value']>,
) {
  return spells(value).map((all) => all.map((spell) => ({ kind, ...spell }) as unknown as Override));
}

const anyClass = fc.constantFrom(...classes);
const overrides = fc
  .tuple(
    of('class', anyClass),
    of('track', fc.constantFrom(...TRACKS)),
    of('phase', fc.constantFrom(...PHASES)),
    of('cycle', fc.oneof(fc.constantFrom('undecided' as const, 'not-applying' as const), anyClass)),
    of('leave', fc.constantFrom('leave', 'phd')),
  )
  .map((kinds) => kinds.flat());

const enrollment = fc.record({ class: anyClass, track: fc.constantFrom(...TRACKS), overrides });
const someone = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 3 }),
  enrollment: fc.oneof({ weight: 4, arbitrary: enrollment }, fc.constant(null)),
  society: fc.constantFrom(null, ...societies),
  specialties: fc.subarray(specialties),
});

const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ phase: fc.constantFrom(...PHASES) }),
  fc.record({ track: fc.constantFrom(...TRACKS) }),
  fc.record({ class: anyClass }),
  fc.record({ cycle: fc.constantFrom(...CYCLE_STATES) }),
  fc.record({ cycle: fc.constantFrom(...CYCLE_STATES), matchYear: anyClass }),
  fc.record({ society: fc.constantFrom(...societies) }),
  fc.record({ specialty: fc.constantFrom(...specialties) }),
  fc.record({ role: fc.constantFrom(...ROLES) }),
  fc.record({ rsvp: fc.constantFrom(1, 2), answer: fc.constantFrom('going' as const, 'waiting' as const) }),
  fc.record({ person: fc.integer({ min: 1, max: PEOPLE + 1 }) }),
);
const audience: fc.Arbitrary<Audience> = fc.record({
  anyOf: fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
  except: fc.array(term, { maxLength: 2 }),
});

/** Of the people with odd ids one session's answers hold, of every third the other's. */
const answered = (id: number, { rsvp, answer }: SliceTerm) =>
  answer === 'going' && (rsvp === 1 ? id % 2 === 1 : id % 3 === 0);

describe('who is in an audience', () => {
  it('is the same to the database as to the rule, whatever the people, the audience and the day', {
    timeout: 120_000,
  }, async () => {
    const crowd = fc.array(someone, { minLength: PEOPLE, maxLength: PEOPLE });
    let found = 0;
    const property = fc.asyncProperty(
      crowd,
      fc.array(audience, { minLength: 8, maxLength: 8 }),
      day,
      async (drawn, audiences, today) => {
        const people = drawn.map((given, at) => person({ ...given, id: at + 1, emails: [`p${at}@example.edu`] }));
        await database.db.transaction((tx) => savePeople(tx, people, '2026-12-01T00:00:00Z'));
        for (const each of audiences) {
          const rule = people
            .filter((one) => matchesAudience(each, memberOf(program, one, today, answered)))
            .map(({ id }) => id);
          const query = await database.db.transaction((tx) =>
            idsInAudience(tx, program, each, today, (asked) =>
              people.map(({ id }) => id).filter((id) => answered(id, asked)),
            ),
          );
          expect(query).toEqual(rule);
          found += rule.length;
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
    // An audience that is always empty would prove nothing.
    expect(found).toBeGreaterThan(40);
  });

  it('has nobody where no clause stands, and nobody whom it leaves out', async () => {
    const pia = person({ id: 1, roles: ['student'], enrollment: { class: 2029, track: 'pathways', overrides: [] } });
    await database.db.transaction((tx) => savePeople(tx, [pia], '2026-12-01T00:00:00Z'));
    const ask = (each: Audience) =>
      database.db.transaction((tx) => idsInAudience(tx, program, each, '2026-12-01', () => []));
    expect(await ask({ anyOf: [] })).toEqual([]);
    expect(await ask({ anyOf: [[{ phase: 'pce' }]] })).toContain(1);
    expect(await ask({ anyOf: [[{ phase: 'pce' }]], except: [{ person: 1 }] })).not.toContain(1);
    expect(standingOn(program.calendar, { class: 2029, track: 'pathways', overrides: [] }, '2026-12-01').phase).toBe(
      'pce',
    );
  });

  it('has somebody whom staff name, also before entry and after graduation', async () => {
    const gone = person({ id: 1, roles: ['student'], enrollment: { class: 2027, track: 'pathways', overrides: [] } });
    await database.db.transaction((tx) => savePeople(tx, [gone], '2026-12-01T00:00:00Z'));
    const ids = await database.db.transaction((tx) =>
      idsInAudience(tx, program, { anyOf: [[{ person: 1 }]] }, '2028-01-01', () => []),
    );
    expect(ids).toEqual([1]);
  });
});
