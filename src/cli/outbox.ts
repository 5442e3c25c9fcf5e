import { OUTBOX_STATES, type OutboxState } from '../domain/outbox.ts';
import { countText, listText } from '../domain/wording.ts';
import { UserError } from '../errors.ts';
import {
  dropMessages,
  holdOutbox,
  listOutbox,
  type OutboxLine,
  resumeOutbox,
  retryMessages,
} from '../outbox/staff-acts.ts';
import { sayDryRun } from './session-report.ts';
import {
  ACTING,
  readActing,
  readArguments,
  readToolContext,
  runIfStarted,
  runVerb,
  say,
  type Tool,
  type Verb,
  withContext,
} from './tool.ts';

const AS = '--as staff.member@example.edu [--dry-run]';
const USAGES = {
  list: 'npm run outbox -- list [--state failed] --as staff.member@example.edu',
  retry: `npm run outbox -- retry <id> [<id> ...] ${AS}`,
  drop: `npm run outbox -- drop <id> [<id> ...] ${AS}`,
  hold: `npm run outbox -- hold --reason '...' ${AS}`,
  resume: `npm run outbox -- resume ${AS}`,
};

function readState(text: string | undefined): OutboxState | null {
  if (text === undefined) return null;
  const state = OUTBOX_STATES.find((known) => known === text);
  if (state === undefined) throw new UserError(`Expected a state (${listText(OUTBOX_STATES, 'or')}), found "${text}".`);
  return state;
}

function listed({ id, state, kind, lane, personId, composer, attempt, error }: OutboxLine): string {
  const parts = [
    `${id}: ${state}`,
    `${kind}, ${lane}`,
    ...(composer === null ? [] : [composer]),
    ...(personId === null ? [] : [`person ${personId}`]),
    ...(attempt === 0 ? [] : [countText(attempt, 'attempt')]),
    ...(error === null ? [] : [error]),
  ];
  return parts.join(' · ');
}

async function runList(args: string[]): Promise<void> {
  const options = { ...ACTING, state: { type: 'string' } } as const;
  const { values } = readArguments({ args, options }, USAGES.list);
  const { as } = readActing(values, USAGES.list);
  const state = readState(values.state);
  await withContext(await readToolContext(), async (ctx) => {
    const { counts, held, lines, more } = await listOutbox(ctx, as, state);
    if (held) say(`Held since ${held.since}${held.reason === null ? '' : `: ${held.reason}`}`);
    say(counts.length === 0 ? 'The outbox is empty.' : counts.map((one) => `${one.state} ${one.count}`).join(', '));
    for (const line of lines) say(listed(line));
    if (more > 0) say(`... and ${more} more`);
  });
}

function readIds(args: string[], usage: string) {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: ACTING }, usage);
  if (positionals.length === 0) throw new UserError(`Usage: ${usage}`);
  const ids = positionals.map((text) => {
    if (!/^[1-9]\d{0,14}$/.test(text)) throw new UserError(`Expected the number of a message, found "${text}".`);
    return Number(text);
  });
  return { ids, acting: readActing(values, usage) };
}

async function runRetry(args: string[]): Promise<void> {
  const { ids, acting } = readIds(args, USAGES.retry);
  await withContext(await readToolContext(), async (ctx) => {
    say(`Queued again: ${countText(await retryMessages(ctx, ids, acting), 'message')}`);
    sayDryRun(acting.dryRun);
  });
}

async function runDrop(args: string[]): Promise<void> {
  const { ids, acting } = readIds(args, USAGES.drop);
  await withContext(await readToolContext(), async (ctx) => {
    say(`Dropped: ${countText(await dropMessages(ctx, ids, acting), 'message')}`);
    sayDryRun(acting.dryRun);
  });
}

async function runHold(args: string[]): Promise<void> {
  const options = { ...ACTING, reason: { type: 'string' } } as const;
  const { values } = readArguments({ args, options }, USAGES.hold);
  const acting = readActing(values, USAGES.hold);
  const reason = values.reason?.trim();
  if (!reason) throw new UserError(`Usage: ${USAGES.hold}`);
  await withContext(await readToolContext(), async (ctx) => {
    const wasHeld = await holdOutbox(ctx, reason, acting);
    say(wasHeld ? 'Held already; the reason was changed.' : 'Held: nothing leaves until `npm run outbox -- resume`.');
    sayDryRun(acting.dryRun);
  });
}

async function runResume(args: string[]): Promise<void> {
  const { values } = readArguments({ args, options: ACTING }, USAGES.resume);
  const acting = readActing(values, USAGES.resume);
  await withContext(await readToolContext(), async (ctx) => {
    say((await resumeOutbox(ctx, acting)) ? 'Messages leave again.' : 'Nothing was held.');
    sayDryRun(acting.dryRun);
  });
}

const VERBS: Readonly<Record<string, Verb>> = {
  list: { usage: USAGES.list, run: runList },
  retry: { usage: USAGES.retry, run: runRetry },
  drop: { usage: USAGES.drop, run: runDrop },
  hold: { usage: USAGES.hold, run: runHold },
  resume: { usage: USAGES.resume, run: runResume },
};

export const outboxTool: Tool = (args) => runVerb(VERBS, args);

await runIfStarted(import.meta.url, outboxTool);
