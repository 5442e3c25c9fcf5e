// Which reminders a row of the outbox says.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Waiting } from '../../../domain/delivery/speaking-time.ts';
import { REMINDER_KINDS, type Reminder } from '../../../domain/reminder.ts';
import type { SayingKey } from '../store.ts';

const content = z.object({
  reminders: z.array(
    z.object({
      kind: z.enum(REMINDER_KINDS),
      subject: z.string(),
      lead: z.string(),
      usefulUntil: z.string().transform((text) => Temporal.Instant.from(text)),
      booked: z.boolean().default(false),
      mandatory: z.boolean().default(false),
      urgent: z.boolean().default(false),
      early: z.literal(true).optional(),
    }),
  ),
});

/** A reminder as a row of the outbox keeps it: which one it is, and how long it can wait. */
export type Kept = SayingKey & Waiting;

/** What a row of the outbox keeps of reminders. */
export function sayingContent(reminders: readonly Reminder[]): unknown {
  return {
    reminders: reminders.map(({ kind, subject, lead, usefulUntil, booked, mandatory, urgent, early }) => ({
      ...{ kind, subject, lead, booked, mandatory, urgent },
      ...(early ? { early } : {}),
      usefulUntil: usefulUntil.toString(),
    })),
  };
}

/** Reads them; throws for what nobody stored. */
export function keptIn(stored: unknown): Kept[] {
  return content.parse(stored).reminders.map(({ early, ...same }) => (early ? { ...same, early } : same));
}
