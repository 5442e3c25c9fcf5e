// What a reminder can be about: one session or one milestone of the year, with what staff made of it over time.
import { Temporal } from 'temporal-polyfill';
import type { Kind } from './student.ts';

/** One state of a session as staff left it; the last one that began counts. */
export interface Version {
  since: Temporal.Instant;
  starts: Temporal.Instant | null;
  ends: Temporal.Instant | null;
  cancelled: boolean;
}

export interface SessionThing {
  kind: Exclude<Kind, 'milestone'>;
  /** `S001`: stands in the title, so that it is found in any message. */
  key: string;
  entry: string;
  title: string;
  capacity: number | null;
  /** In order of time; the first one is as it was imported. */
  versions: readonly Version[];
}

export interface MilestoneThing {
  kind: 'milestone';
  key: string;
  entry: string;
  item: string | null;
  /** Words by which it is known in a message. */
  titles: readonly string[];
  /** ISO day, the last on which it is of use. */
  due: string;
  /** Whose it is: tells one occurrence from another. */
  of: { class?: number; match?: number; track?: 'pathways' | 'hst' };
  /** When staff entered its day. */
  since: Temporal.Instant;
}

export type Thing = SessionThing | MilestoneThing;

/** The state of a session at a moment; undefined before staff entered it. */
export function versionAt(thing: SessionThing, at: Temporal.Instant): Version | undefined {
  return thing.versions.findLast((version) => Temporal.Instant.compare(version.since, at) <= 0);
}
