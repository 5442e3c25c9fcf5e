// A closed day (snow): what becomes of each session on it. Pure.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import { nearest } from '../../../domain/nearest.ts';
import { listText } from '../../../domain/wording.ts';
import type { SessionPlan } from './session-changes.ts';

/** What staff choose for a session, by its key. */
export type Choice = { key: string } & (
  | { act: 'cancel' }
  /** null: by the link it has already. */
  | { act: 'online'; link: string | null }
  /** null: the new date is to be announced. */
  | { act: 'postpone'; startsAt: Temporal.Instant | null }
);

/** It stays as long as it was. */
function postponed(
  session: Session,
  startsAt: Temporal.Instant | null,
  now: Temporal.Instant,
): SessionPlan | { problem: string } {
  if (startsAt === null) return { ...session, cancelledAt: now, postponed: true };
  if (Temporal.Instant.compare(startsAt, session.startsAt) <= 0)
    return { problem: `${session.key} is postponed to a time that is no later than its own` };
  return { ...session, startsAt, endsAt: startsAt.add(session.startsAt.until(session.endsAt)) };
}

function afterChoice(session: Session, choice: Choice, now: Temporal.Instant): SessionPlan | { problem: string } {
  switch (choice.act) {
    case 'cancel':
      return { ...session, cancelledAt: now, postponed: false };
    case 'online': {
      const link = choice.link ?? session.link;
      if (link === null) return { problem: `${session.key} has no link; write --online ${session.key}=https://...` };
      return { ...session, place: null, link };
    }
    case 'postpone':
      return postponed(session, choice.startsAt, now);
  }
}

export interface Closing {
  changes: { before: Session; after: SessionPlan; online: boolean }[];
  problems: string[];
}

/**
 * What closing a day changes. `sessions` are those of the day that are not over and take place; each needs exactly one choice, and
 * no other session may have one.
 */
export function planClosing(
  sessions: readonly Session[],
  choices: readonly Choice[],
  { day, now }: { day: string; now: Temporal.Instant },
): Closing {
  const problems: string[] = [];
  const keys = sessions.map(({ key }) => key);
  for (const { key } of choices) {
    if (keys.includes(key)) continue;
    const meant = nearest(key, keys, (known) => known, 1 / 2);
    problems.push(`${key} is no session of ${day} that is still ahead${meant ? `; did you mean ${meant}?` : ''}`);
  }
  const changes = sessions.flatMap((session) => {
    const chosen = choices.filter(({ key }) => key === session.key);
    const [choice] = chosen;
    if (!choice) {
      problems.push(`${session.key} needs --online, --postpone or --cancel`);
      return [];
    }
    if (chosen.length > 1) {
      problems.push(`${session.key} has ${listText(chosen.map(({ act }) => `--${act}`))}; expected one of them`);
      return [];
    }
    const after = afterChoice(session, choice, now);
    if (!('problem' in after)) return [{ before: session, after, online: choice.act === 'online' }];
    problems.push(after.problem);
    return [];
  });
  if (sessions.length === 0 && problems.length === 0) problems.push(`no session of ${day} is still ahead`);
  return { changes, problems };
}
