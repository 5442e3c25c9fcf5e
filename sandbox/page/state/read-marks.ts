import { z } from 'zod';

/** By channel: the ts of the last message a person saw. */
export type ReadMarks = Readonly<Record<string, string>>;

const stored = z.record(z.string(), z.string());
const keyOf = (person: string): string => `read-marks-${person}`;

/**
 * The marks of a person in this window, kept over a reload. A mark later than `now` (unix seconds of the workspace) is from an
 * earlier life of the workspace and is dropped.
 */
export function loadReadMarks(person: string, now: number, storage: Storage = sessionStorage): ReadMarks {
  const text = storage.getItem(keyOf(person));
  if (text === null) return {};
  return Object.fromEntries(Object.entries(stored.parse(JSON.parse(text))).filter(([, ts]) => Number(ts) <= now));
}

/** Keeps the marks of a person for the next reload of this window. */
export function saveReadMarks(person: string, marks: ReadMarks, storage: Storage = sessionStorage): void {
  storage.setItem(keyOf(person), JSON.stringify(marks));
}
