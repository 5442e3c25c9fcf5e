import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Temporal } from 'temporal-polyfill';
import type { Viewpoint } from './slack-date.ts';

/** Who reads a text: their zone and time, and the names behind the ids it mentions. */
export interface Reader extends Viewpoint {
  readonly person: string;
  readonly memberName: (id: string) => string | undefined;
  readonly channelName: (id: string) => string | undefined;
}

export const ReaderContext = createContext<Reader>({
  zone: 'UTC',
  now: Temporal.Instant.fromEpochMilliseconds(0),
  person: '',
  memberName: () => undefined,
  channelName: () => undefined,
});

/** The reader of the surrounding message or view. */
export const useReader = (): Reader => useContext(ReaderContext);
