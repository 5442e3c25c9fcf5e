import type { Temporal } from 'temporal-polyfill';
import type { Day } from './day.ts';
import type { Hour, HourSpan } from './hour.ts';
import type { Lead } from './lead.ts';
import type { PolicyKind } from './reminder.ts';

/** How somebody wants to be reminded, where it differs from the program's own ways. Hours are in the person's zone. */
export interface PersonSettings {
  /** Kinds that were switched off; what is mandatory stays. */
  kindsOff: readonly PolicyKind[];
  /** Own lead times of messages, by kind; none at all: only in the digest. */
  leads: Readonly<Partial<Record<PolicyKind, readonly Lead[]>>>;
  /** null: as the program has it for the phase. */
  hour: Hour | null;
  quiet: HourSpan | null;
  digest: boolean;
  /** IANA name; null: as Slack says. */
  timeZone: string | null;
  /** Before this day, nothing but what is mandatory or booked. */
  pausedUntil: Day | null;
  /** The same, until a moment. */
  quietUntil: Temporal.Instant | null;
}

/** Of somebody who has changed nothing. */
export const UNCHANGED: PersonSettings = {
  kindsOff: [],
  leads: {},
  hour: null,
  quiet: null,
  digest: true,
  timeZone: null,
  pausedUntil: null,
  quietUntil: null,
};
