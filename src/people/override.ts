// Overrides as staff write them in a roster: `class 2028 from 2026-07-01; leave from 2026-09-01 to 2027-09-01`.
import { z } from 'zod';
import { isDay } from '../domain/day.ts';
import { PHASES, TRACKS } from '../domain/phases.ts';
import type { Override } from '../domain/standing.ts';

/** Four digits and nothing else: `2e3` is no year. */
const matchYear = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .pipe(z.number().min(2000).max(2100));

const values = {
  class: matchYear,
  track: z.enum(TRACKS),
  phase: z.enum(PHASES),
  cycle: z.union([z.literal('not-applying'), z.literal('undecided'), matchYear]),
  leave: z.enum(['leave', 'phd']),
};

const override = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('class'), value: values.class, from: z.string(), to: z.string().nullable() }),
  z.object({ kind: z.literal('track'), value: values.track, from: z.string(), to: z.string().nullable() }),
  z.object({ kind: z.literal('phase'), value: values.phase, from: z.string(), to: z.string().nullable() }),
  z.object({ kind: z.literal('cycle'), value: values.cycle, from: z.string(), to: z.string().nullable() }),
  z.object({ kind: z.literal('leave'), value: values.leave, from: z.string(), to: z.string().nullable() }),
]);

/** An override from its row; throws where the row was not written by us. */
export function storedOverride(row: { kind: string; value: string; from: string; to: string | null }): Override {
  return override.parse(row);
}

export function writtenOverride({ kind, value, from, to }: Override) {
  return { kind, value: String(value), startsOn: from, returnsOn: to };
}

/** An override as it stands in a roster; `parseOverride` reads it back. */
export function overrideText({ kind, value, from, to }: Override): string {
  const what = kind === 'leave' ? value : `${kind} ${value}`;
  return to === null ? `${what} from ${from}` : `${what} from ${from} to ${to}`;
}

const SHAPE = /^(leave|phd|(?:class|track|phase|cycle)\s+\S+)\s+from\s+(\S+)(?:\s+to\s+(\S+))?$/i;

const EXPECTED = {
  class: 'a graduation year like 2028',
  track: TRACKS.join(' or '),
  phase: PHASES.join(', '),
  cycle: 'a Match year like 2028, not-applying or undecided',
  leave: 'leave or phd',
};

/** Reads one override of a roster. Gives the override, or what is wrong and what was expected. */
export function parseOverride(text: string): Override | { problem: string } {
  const [, what, from, to] = SHAPE.exec(text.trim().toLowerCase()) ?? [];
  if (what === undefined || from === undefined) {
    return {
      problem: `expected something like "class 2028 from 2026-07-01" or "leave from 2026-09-01 to 2027-09-01", found "${text}"`,
    };
  }
  for (const day of [from, to]) {
    if (day !== undefined && !isDay(day))
      return { problem: `expected a day that exists, written 2027-01-31, found "${day}"` };
  }
  if (to !== undefined && to <= from)
    return { problem: `expected the day of return after the first day, found "${text}"` };
  const [kind, value] = what === 'leave' || what === 'phd' ? ['leave' as const, what] : splitKind(what);
  if (kind === 'leave' && to === undefined)
    return { problem: `expected a day of return ("to 2027-09-01") in "${text}"` };
  const parsed = override.safeParse({ kind, value, from, to: to ?? null });
  return parsed.success ? parsed.data : { problem: `expected ${EXPECTED[kind]} in "${text}"` };
}

function splitKind(what: string): ['class' | 'track' | 'phase' | 'cycle', string] {
  const [kind, value = ''] = what.split(/\s+/);
  return [kind === 'class' || kind === 'track' || kind === 'phase' ? kind : 'cycle', value];
}

/** The first two overrides of one kind that are in force on the same day. */
export function overlapping(overrides: readonly Override[]): [Override, Override] | undefined {
  for (const [at, one] of overrides.entries()) {
    const other = overrides
      .slice(at + 1)
      .find((o) => o.kind === one.kind && (o.to === null || one.from < o.to) && (one.to === null || o.from < one.to));
    if (other) return [one, other];
  }
  return undefined;
}
