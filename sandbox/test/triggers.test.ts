import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { Triggers } from '../delivery/triggers.ts';
import { Ids, secureRandom } from '../workspace/ids.ts';

function triggersAt(time: { ms: number }): Triggers {
  const real = { now: () => Temporal.Instant.fromEpochMilliseconds(0), elapsedMs: () => time.ms };
  return new Triggers(new Ids(secureRandom), real);
}

test('a trigger is taken once', () => {
  const triggers = triggersAt({ ms: 0 });
  const id = triggers.issue('U1');
  expect(triggers.exchange(id)).toBe('U1');
  expect(() => triggers.exchange(id)).toThrow('exchanged_trigger_id');
  expect(() => triggers.exchange('1.2.x')).toThrow('invalid_trigger_id');
});

test('a trigger lives three seconds', () => {
  const time = { ms: 0 };
  const triggers = triggersAt(time);
  const [early, late] = [triggers.issue('U1'), triggers.issue('U2')];
  time.ms = 3000;
  expect(triggers.exchange(early)).toBe('U1');
  time.ms = 3001;
  expect(() => triggers.exchange(late)).toThrow('expired_trigger_id');
});
