// What staff tick of a proposal: by month, ten boxes a field, and as a form carries it. Pure.

import { type Day, yearMonthOf } from '../../../domain/day.ts';
import { yearMonthText } from '../../../domain/wording.ts';
import type { Proposed } from './next-year.ts';

/** Slack shows ten boxes in a field, and a hundred blocks in a form. */
const BOXES = 10;
const MOST_GROUPS = 90;

/** Proposals that stand in one field. */
export interface Group {
  /** The id of the field. */
  id: string;
  label: string;
  proposed: readonly Proposed[];
}

export function dayOfProposed(one: Proposed): Day {
  return one.kind === 'session' ? one.day : one.to.day;
}

/** By month, in order of their days; a month of many takes several fields. */
export function groupsOf(proposed: readonly Proposed[]): Group[] {
  const inOrder = [...proposed].sort((a, b) => (dayOfProposed(a) < dayOfProposed(b) ? -1 : 1));
  const months = new Map<string, Proposed[]>();
  for (const one of inOrder) {
    const month = yearMonthOf(dayOfProposed(one));
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return [...months]
    .flatMap(([month, all]) =>
      Array.from({ length: Math.ceil(all.length / BOXES) }, (_, at) => ({
        id: `tick-${month}-${at}`,
        label: at === 0 ? yearMonthText(month) : `${yearMonthText(month)}, continued`,
        proposed: all.slice(at * BOXES, (at + 1) * BOXES),
      })),
    )
    .slice(0, MOST_GROUPS);
}

/** What is ticked when the form opens: all about which nothing is odd. */
export function tickedAtFirst({ proposed }: Group): string[] {
  return proposed.filter(({ note }) => note === null).map(({ id }) => id);
}

/** Places in the proposal of what is not ticked. */
export function leftOutOf(proposed: readonly Proposed[], chosen: readonly string[]): number[] {
  const ids = new Set(chosen);
  return proposed.flatMap(({ id }, at) => (ids.has(id) ? [] : [at]));
}

export function ticked(proposed: readonly Proposed[], leftOut: readonly number[]): Proposed[] {
  const out = new Set(leftOut);
  return proposed.filter((_, at) => !out.has(at));
}

export interface Selection {
  /** The year it is made of. */
  from: number;
  /** Places of what is left out; it stands in the form, which holds 3,000 characters. */
  leftOut: readonly number[];
  /** Of what was ticked, as it was shown. */
  digest: string;
}

/** `2026 a1b2c3d4e5f60718 3,17`. */
export function selectionText({ from, leftOut, digest }: Selection): string {
  return `${from} ${digest} ${leftOut.join(',')}`;
}

/** undefined: nothing that we wrote. */
export function readSelection(value: string): Selection | undefined {
  const [, from, digest, leftOut = ''] = /^(20\d\d) ([0-9a-f]{16}) ((?:\d{1,5},?)*)$/.exec(value) ?? [];
  if (from === undefined || digest === undefined) return undefined;
  return {
    from: Number(from),
    digest,
    leftOut: leftOut === '' ? [] : leftOut.split(',').map(Number),
  };
}
