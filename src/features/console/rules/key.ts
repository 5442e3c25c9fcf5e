// What is going out, as its buttons name it.
import { ALL_OF_KIND, REMINDER_KINDS, type ReminderKey } from '../../../domain/reminder.ts';

/** `session session:12 P1D`. */
export function keyText({ kind, subject, lead }: ReminderKey): string {
  return `${kind} ${subject} ${lead}`;
}

/** undefined: not a key that we wrote. */
export function readKey(value: string): ReminderKey | undefined {
  const [word, subject = '', lead = '', ...rest] = value.split(' ');
  const kind = REMINDER_KINDS.find((known) => known === word);
  if (!kind || subject === '' || lead === '' || rest.length > 0) return undefined;
  return { kind, subject, lead };
}

/** Of which to know who is told would be to know what is open for them. */
export function areNamesTheirs({ kind, subject }: ReminderKey): boolean {
  return kind === 'milestone' || subject === ALL_OF_KIND;
}

/** Sees that the same is shown in the same order: by when the first leaves, then by name. */
export function inOrder<T extends { key: ReminderKey; from: { epochMilliseconds: number } }>(all: readonly T[]): T[] {
  return [...all].sort(
    (a, b) => a.from.epochMilliseconds - b.from.epochMilliseconds || (keyText(a.key) < keyText(b.key) ? -1 : 1),
  );
}
