// Lists for staff: everybody and what became of their message, and whom nobody has reached.
import type { Context } from '../../../context.ts';
import type { BroadcastState } from '../../../domain/broadcast.ts';
import { PHASE_NAMES } from '../../../domain/phases.ts';
import type { Asker, Count, Reply } from '../../../feature.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { LIST, recipientsSent, unreachedEmail } from '../messages/index.ts';
import { failureText, type Outcome, UNTOLD_WORDS } from '../rules/tally.ts';
import { broadcastsIn } from '../store/broadcasts.ts';
import { outcomesOf } from '../store/recipients.ts';
import { cardAfter, changeOf } from './card.ts';
import { knownBroadcast, readValue } from './read.ts';

/** A cell of CSV; one that a spreadsheet would take for a formula is written as text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const STATE_TEXTS: Readonly<Record<string, string>> = {
  queued: 'to go',
  claimed: 'to go',
  sending: 'on its way',
  sent: 'delivered',
  uncertain: 'not certain',
  withdrawn: 'not sent',
  expired: 'not sent: too late',
};

/** What became of somebody's message, in words. */
function outcomeText({ untold, state, error, change }: Outcome): string {
  if (state === 'failed') return failureText(error ?? '');
  if (untold !== null && state !== 'sent') return UNTOLD_WORDS[untold];
  const delivered = STATE_TEXTS[state ?? ''] ?? 'not sent';
  if (change === null) return delivered;
  return change.state === 'failed' ? `${delivered}; the change could not reach it` : delivered;
}

async function everybody(ctx: Context, id: number): Promise<{ person: Person; outcome: Outcome }[]> {
  const broadcast = await knownBroadcast(ctx, id);
  const outcomes = await outcomesOf(ctx.db, id, changeOf(broadcast));
  const people = new Map(
    (
      await peopleByIds(
        ctx.db,
        outcomes.map(({ personId }) => personId),
      )
    ).map((one) => [one.id, one]),
  );
  return outcomes.flatMap((outcome) => {
    const person = people.get(outcome.personId);
    return person ? [{ person, outcome }] : [];
  });
}

const COLUMNS = ['name', 'email', 'class', 'phase', 'outcome', 'acknowledged'];

/** Everybody in the audience as CSV. */
export async function sendRecipients(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  const today = ctx.program.today(ctx.clock.now());
  const all = await everybody(ctx, id);
  const rows = all.map(({ person, outcome }) => {
    const standing = personStanding(ctx.program, person, today);
    const phase = standing?.phase ?? null;
    return [
      person.name,
      person.emails[0] ?? '',
      standing ? String(standing.class) : '',
      phase === null ? '' : PHASE_NAMES[phase],
      outcomeText(outcome),
      outcome.acknowledged ? 'yes' : '',
    ];
  });
  const csv = [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\n');
  return recipientsSent({
    count: all.length,
    file: { name: `message-${id}-recipients.csv`, title: 'Recipients', content: `${csv}\n` },
  });
}

/** Whom nobody has reached, with an e-mail to copy. */
export async function showUnreached(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  const { message, acknowledgeBy } = await knownBroadcast(ctx, id);
  const unreached = (await everybody(ctx, id)).filter(
    ({ outcome, person }) => outcome.state !== 'sent' && outcome.untold !== 'digest' && person.active,
  );
  return unreachedEmail({
    message,
    by: acknowledgeBy,
    people: unreached.map(({ person, outcome }) => `${person.name}: ${outcomeText(outcome)}`),
    // Those on leave and in Match week are left in peace.
    addresses: unreached
      .filter(({ outcome }) => outcome.untold !== 'away' && outcome.untold !== 'match-week')
      .flatMap(({ person }) => person.emails[0] ?? []),
  });
}

/** The exact message, to whoever presses. */
export async function sendPreview(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  const now = ctx.clock.now();
  await ctx.transaction((tx) =>
    enqueue(tx, now, [
      {
        kind: 'post',
        lane: 'answers',
        dedupeKey: `broadcast/${id}/preview/${asker.person.id}/${now.epochMilliseconds}`,
        to: { person: asker.person.id },
        composer: 'broadcasts.preview',
        content: { broadcast: id },
      },
    ]),
  );
  return cardAfter(
    ctx,
    asker,
    id,
    'I have sent it to you, exactly as its readers see it: look into our direct messages.',
  );
}

/** Numbers for the staff's console. */
export async function countBroadcasts(ctx: Context): Promise<Count[]> {
  const open = await broadcastsIn(ctx.db, ['drafted', 'awaiting-approval', 'scheduled', 'sending', 'paused']);
  const counted = (label: string, ...states: readonly BroadcastState[]): Count => ({
    label,
    count: open.filter(({ state }) => states.includes(state)).length,
    button: { label: 'Messages to many', action: LIST, value: `${states.join(',')}:0` },
  });
  return [
    counted('Messages to many that wait for a second staff member', 'awaiting-approval'),
    counted('Messages to many that are scheduled', 'scheduled'),
    counted('Messages to many that are being sent or are paused', 'sending', 'paused'),
  ];
}
