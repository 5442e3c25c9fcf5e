import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { addDays, type Day } from '../../../domain/day.ts';
import { ListedError } from '../../../errors.ts';
import { actingStaff } from '../../../people/acting-staff.ts';
import { recordActs } from '../../../people/audit.ts';
import { rehearse } from '../../../people/rehearse.ts';
import { type Choice, planClosing } from '../rules/close-day.ts';
import { readLink, readTime } from '../session-table.ts';
import { lockedOn, lockSessions } from '../store/sessions.ts';
import type { Acting } from './change-session.ts';
import { saveChanges, type Told } from './save-changes.ts';

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

export interface ClosingReport {
  told: readonly Told[];
  dryRun: boolean;
}

/**
 * Closes a day: what staff choose becomes of each session of it that is not over. Whoever knew of any of them is told of all that
 * changes for them in one message, even in quiet hours from the program's `closeDayFrom` on. `day` is the school's.
 * Throws a ListedError where a session has no choice or an impossible one; nothing is changed then.
 */
export function closeDay(
  ctx: Context,
  { day, choices }: { day: Day; choices: readonly WrittenChoice[] },
  { as, dryRun }: Acting,
): Promise<ClosingReport> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, 'calendar.close-day');
    await lockSessions(tx);
    const now = ctx.clock.now();
    const { timeZone } = ctx.program.file.school;
    const from = Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant();
    const to = Temporal.PlainDate.from(addDays(day, 1)).toZonedDateTime(timeZone).toInstant();
    const ahead = (await lockedOn(tx, from, to, timeZone)).filter(
      ({ cancelledAt, endsAt }) => cancelledAt === null && Temporal.Instant.compare(endsAt, now) > 0,
    );
    const unread: string[] = [];
    const read = choices.map((choice) => readChoice(timeZone, choice, unread));
    const { changes, problems: unplanned } = planClosing(ahead, read, { day, now });
    const problems = [...unread, ...unplanned];
    if (problems.length > 0) throw new ListedError(`${day} was not closed; nothing was changed:`, problems);
    const told = await saveChanges(
      ctx,
      tx,
      changes.map(({ before, after, online }) => ({ before, after, ...(online ? { what: 'online' as const } : {}) })),
      { now, dayClosed: true },
    );
    const details = { day, keys: changes.map(({ after }) => after.key) };
    await recordActs(tx, now.toString(), [{ act: 'calendar.close-day', actorId: actor.id, subjectId: null, details }]);
    return { told, dryRun };
  });
}
