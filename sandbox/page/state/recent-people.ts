import { z } from 'zod';

const KEY = 'recent-people';
const stored = z.array(z.string());

/** The ids of the people acted as lately in this browser, latest first. */
export function recentPeople(storage: Storage = localStorage): readonly string[] {
  const text = storage.getItem(KEY);
  return text === null ? [] : stored.parse(JSON.parse(text));
}

/** Puts a person at the head of those acted as lately; six are kept, so that the list stays a shortcut. */
export function keepRecent(id: string, storage: Storage = localStorage): void {
  const ids = [id, ...recentPeople(storage).filter((other) => other !== id)].slice(0, 6);
  storage.setItem(KEY, JSON.stringify(ids));
}
