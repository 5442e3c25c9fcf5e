// Messages that may not have arrived, and what staff do about them.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Count, Reply } from '../../../feature.ts';
import { confirmMessages, dropMessages, retryMessages } from '../../../outbox/staff-acts.ts';
import { countTroubled, listTroubled, type Troubled, type TroubledState } from '../../../outbox/staff-view.ts';
import { TROUBLED, type TroubledLine, troubledPage } from '../messages/index.ts';

const PAGE = 7;

/** What a message is about, by who composes it. */
const ABOUT: Readonly<Record<string, string>> = {
  'reminders.message': 'reminder',
  'reminders.digest': 'digest',
  'broadcasts.message': 'message to many',
};

function lineOf({ id, kind, person, composer, error, at, isOver }: Troubled): TroubledLine {
  const slice = composer?.split('.')[0];
  const about = ABOUT[composer ?? ''] ?? (slice === undefined ? 'message' : `message of ${slice}`);
  const change = kind === 'post' || kind === 'file' ? '' : `, ${kind}`;
  return { id, who: person ?? 'several people', about: `${about}${change}`, at, error, canSend: !isOver };
}

async function page(
  ctx: Context,
  { zone }: Asker,
  state: TroubledState,
  { offset = 0, note = null }: { offset?: number; note?: string | null } = {},
): Promise<Reply> {
  const total = (await countTroubled(ctx.db))[state];
  const from = offset < total ? offset : 0;
  const found = await listTroubled(ctx.db, state, ctx.clock.now(), { offset: from, limit: PAGE });
  return troubledPage({ state, note, lines: found.map(lineOf), total, offset: from, pageSize: PAGE, zone });
}

const place = z
  .string()
  .regex(/^(uncertain|failed)\/\d{1,15}$/)
  .transform((value) => {
    const [state, number] = value.split('/');
    return { state: state === 'failed' ? ('failed' as const) : ('uncertain' as const), number: Number(number) };
  });

/** `/career staff deliveries`, and its pages: `value` is a state, and how many come before the page. */
export async function showTroubled(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const read = place.safeParse(value);
  if (read.success) return page(ctx, asker, read.data.state, { offset: read.data.number });
  return page(ctx, asker, 'uncertain');
}

export async function countDeliveries(ctx: Context): Promise<Count[]> {
  const { uncertain, failed } = await countTroubled(ctx.db);
  const button = (state: TroubledState) => ({ label: 'Look at them', action: TROUBLED, value: `${state}/0` });
  return [
    { label: 'Messages of which it is not known whether they arrived', count: uncertain, button: button('uncertain') },
    { label: 'Messages that Slack did not take', count: failed, button: button('failed') },
  ];
}

interface Doing {
  act: typeof retryMessages;
  /** What is said when it is done. */
  done: string;
}

/** One act on one message: `value` is its state and its number. Throws a ListedError where somebody settled it meanwhile. */
function does({ act, done }: Doing) {
  return async (ctx: Context, asker: Asker, value: string): Promise<Reply> => {
    const read = place.safeParse(value);
    if (!read.success) throw new UserError('I lost track of that message. `/career staff deliveries` lists them.');
    const { state, number: id } = read.data;
    await act(ctx, [id], { as: asker.person, dryRun: false });
    return page(ctx, asker, state, { note: done });
  };
}

export const wasSent = does({ act: confirmMessages, done: 'Noted as sent.' });
export const sendAgain = does({ act: retryMessages, done: 'On its way again.' });
export const leaveUnsent = does({ act: dropMessages, done: 'Left unsent.' });
