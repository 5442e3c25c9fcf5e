// Who is told what of interviews, and when: rows of the outbox, which are written at the moment of sending (handlers/news.ts).
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import type { Person } from '../../../people/person.ts';
import { activeStaff, peopleByIds } from '../../../people/store.ts';
import { canBeTold, tellingMoment } from '../../../people/telling.ts';
import type { Alert, News, Why } from '../rules/news.ts';
import { soonOf } from '../store/interviews.ts';

/** One message to one person. */
export interface Telling {
  to: number;
  news: News;
  /** The interviews that are shown, with their buttons. */
  ids: readonly number[];
  /** The interview that fell away, or that it is about. */
  about: number | null;
  /** Whose act it was, where that is not the other person of `about`. */
  by?: number;
  expiresAt?: Temporal.Instant;
  /** Why the interview is not as it was, where nobody said that they can't come. */
  why?: Why;
  /** Said once for this, however often it comes up. */
  once?: string;
}

function interviewsIn({ ids, about }: Telling): number[] {
  return about === null ? [...ids] : [...ids, about];
}

/**
 * Whom something can be said to now, and when: what is about an interview of the next 24 hours at once, and what answers their own act (`by`
 * is who acts); anything else in their hours. null: to who is away or outside Slack nothing is said.
 */
export async function momentsOf(ctx: Context, tx: Tx, by: number | null = null) {
  const now = ctx.clock.now();
  const matchDays = await matchDaysOf(tx);
  return (person: Person | undefined, isSoon: boolean): Temporal.Instant | null => {
    if (!canBeTold(ctx.program, person, now)) return null;
    return isSoon || person.id === by ? now : tellingMoment(ctx.program, person, now, matchDays);
  };
}

/**
 * Enqueues what people are told; gives the ids in the outbox by their keys. `by`: whose act brought it about, who hears at once. People outside
 * Slack, who are away, or who have left, are told nothing here: of those outside staff get a mail to send.
 */
export async function tell(
  ctx: Context,
  tx: Tx,
  tellings: readonly Telling[],
  by: number | null = null,
): Promise<ReadonlyMap<string, number>> {
  const now = ctx.clock.now();
  const people = new Map(
    (await peopleByIds(tx, [...new Set(tellings.map(({ to }) => to))])).map((person) => [person.id, person]),
  );
  const soon = await soonOf(tx, tellings.flatMap(interviewsIn), now);
  const isSoon = (telling: Telling) => interviewsIn(telling).some((id) => soon.has(id));
  const momentOf = await momentsOf(ctx, tx, by);
  const messages = tellings.flatMap((telling): NewMessage[] => {
    const { to, news, ids, about, by: actor, expiresAt, why, once } = telling;
    const dueAt = momentOf(people.get(to), isSoon(telling));
    if (dueAt === null) return [];
    return [
      {
        dedupeKey: `interviews/${news}/${to}/${[...ids, about ?? ''].join('.')}/${once ?? now}`,
        lane: 'answers',
        kind: 'post',
        to: { person: to },
        dueAt,
        composer: 'interviews.news',
        content: { news, ids, about, by: actor ?? null, why: why ?? null },
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
    ];
  });
  const ids = await enqueue(tx, now, messages);
  const outside = [...people.values()].filter(({ active, slackUserId }) => active && slackUserId === null);
  const shouldKnow = tellings.filter(({ to, news }) => news !== 'published' && outside.some(({ id }) => id === to));
  for (const to of new Set(shouldKnow.map((telling) => telling.to)))
    await alertStaff(ctx, tx, 'outside', {
      person: to,
      isSoon: shouldKnow.some((one) => one.to === to && isSoon(one)),
    });
  return ids;
}

/** A message to every staff member about an interview or a person. */
export async function alertStaff(
  ctx: Context,
  tx: Tx,
  alert: Alert,
  about: { interview?: number; person?: number; once?: string; isSoon?: boolean },
): Promise<void> {
  const now = ctx.clock.now();
  const staff = await activeStaff(tx);
  const isSoon =
    about.isSoon ?? (await soonOf(tx, about.interview === undefined ? [] : [about.interview], now)).size > 0;
  const momentOf = await momentsOf(ctx, tx);
  const messages = staff.flatMap((one): NewMessage[] => {
    const dueAt = momentOf(one, isSoon);
    if (dueAt === null) return [];
    const { id } = one;
    return [
      {
        dedupeKey: `interviews/alert/${alert}/${id}/${about.interview ?? ''}/${about.person ?? ''}/${about.once ?? now}`,
        lane: 'answers',
        kind: 'post',
        to: { person: id },
        dueAt,
        composer: 'interviews.alert',
        content: { alert, interview: about.interview ?? null, person: about.person ?? null },
      },
    ];
  });
  await enqueue(tx, now, messages);
}
