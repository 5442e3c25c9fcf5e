import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import { addDays, type Day } from '../../../domain/day.ts';
import { ListedError } from '../../../errors.ts';
import { type Choice, planClosing } from '../rules/close-day.ts';
import { readLink, readTime } from '../session-table.ts';
import { lockedOn, sessionsStarting } from '../store/sessions.ts';
import type { Acting } from './acting.ts';
import { type Performed, performChanges } from './perform.ts';

function momentsOf(day: Day, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const start = (of: Day) => Temporal.PlainDate.from(of).toZonedDateTime(zone).toInstant();
  return { from: start(day), to: start(addDays(day, 1)) };
}

function isAhead({ cancelledAt, endsAt }: Session, now: Temporal.Instant): boolean {
  return cancelledAt === null && Temporal.Instant.compare(endsAt, now) > 0;
}

/** The sessions of a day (the school's) that take place and are not over, in order of their start. */
export async function sessionsToClose(ctx: Context, day: Day): Promise<Session[]> {
  const { timeZone } = ctx.program.file.school;
  const { from, to } = momentsOf(day, timeZone);
  const now = ctx.clock.now();
  return (await sessionsStarting(ctx.db, from, to, timeZone)).filter((session) => isAhead(session, now));
}

/** What staff write of one session: its key, and the link to meet by or the new time (`2027-01-28 17:00`); null where they say none. */
export interface WrittenChoice {
  key: string;
  act: Choice['act'];
  value: string | null;
}

function readChoice(zone: string, { key, act, value }: WrittenChoice, problems: string[]): Choice {
  const complain = (_: string, problem: string) => void problems.push(`--${act} ${key}: ${problem}`);
  if (act === 'cancel' && value !== null) complain('', 'expected nothing after the key');
  if (act === 'online') return { key, act, link: readLink('link', value ?? undefined, complain) ?? null };
  if (act === 'cancel' || value === null) return act === 'cancel' ? { key, act } : { key, act, startsAt: null };
  return { key, act, startsAt: readTime('starts', value, zone, complain) ?? null };
}

/**
 * Closes a day: what staff choose becomes of each session of it that is not over. Whoever knew of any of them is told of all that
 * changes for them in one message, even in quiet hours from the program's `closeDayFrom` on. `day` is the school's.
 * Throws a ListedError where a session has no choice or an impossible one; nothing is changed then.
 */
export function closeDay(
  ctx: Context,
  { day, choices }: { day: Day; choices: readonly WrittenChoice[] },
  acting: Acting,
): Promise<Performed> {
  const { timeZone } = ctx.program.file.school;
  const terms = { action: 'calendar.close-day', details: { day }, dayClosed: true } as const;
  return performChanges(ctx, terms, acting, async (tx, now) => {
    const { from, to } = momentsOf(day, timeZone);
    const ahead = (await lockedOn(tx, from, to, timeZone)).filter((session) => isAhead(session, now));
    const unread: string[] = [];
    const read = choices.map((choice) => readChoice(timeZone, choice, unread));
    const { changes, problems: unplanned } = planClosing(ahead, read, { day, now });
    const problems = [...unread, ...unplanned];
    if (problems.length > 0) throw new ListedError(`${day} was not closed; nothing was changed:`, problems);
    const told = changes.map(({ online, ...change }) => ({
      ...change,
      ...(online ? { what: 'online' as const } : {}),
    }));
    return { changes: told };
  });
}
