// The console: what staff see first on their Home page, and the switch for a bad day.
import type { Context } from '../../../context.ts';
import { momentText } from '../../../domain/wording.ts';
import type { Asker, Count, Reply } from '../../../feature.ts';
import { holdOutbox, resumeOutbox } from '../../../outbox/staff-acts.ts';
import { countWaiting, heldNow } from '../../../outbox/staff-view.ts';
import { mayDo } from '../../../people/authorise.ts';
import type { Block } from '../../../slack/blocks.ts';
import { type ConsoleSection, consoleAnswer, consoleSection, type Stopped, switchChanged } from '../messages/index.ts';
import { lastImports } from '../store/imports.ts';
import { showSome } from './going-out.ts';

/** So many of what is going out stand on Home; the rest is behind a button. */
const ON_HOME = 4;
const IMPORTS = 3;

/** Whether and since when everything is stopped, and what waits. */
async function stoppedNow(ctx: Context): Promise<Stopped | null> {
  const [held, waiting] = await Promise.all([heldNow(ctx.db), countWaiting(ctx.db, ctx.clock.now())]);
  return held && { ...held, waiting };
}

async function importLines(ctx: Context, zone: string): Promise<string[]> {
  const importers = ctx.features.flatMap((feature) => feature.importers ?? []);
  const titles = new Map<string, string>(importers.map(({ action, title }) => [action, title]));
  const done = await lastImports(ctx.db, [...titles.keys()], IMPORTS);
  return done.map(({ act, at, by }) => `${titles.get(act)}, ${momentText(at, zone)}${by === null ? '' : `, by ${by}`}`);
}

async function allCounts(ctx: Context): Promise<Count[]> {
  return (await Promise.all(ctx.features.map(async (feature) => (await feature.counts?.(ctx)) ?? []))).flat();
}

async function consoleOf(ctx: Context, zone: string): Promise<ConsoleSection> {
  const [stopped, counts, goingOut, imports] = await Promise.all([
    stoppedNow(ctx),
    allCounts(ctx),
    showSome(ctx, 0, ON_HOME),
    importLines(ctx, zone),
  ]);
  return { stopped, counts, goingOut, imports, zone };
}

export async function consoleOnHome(ctx: Context, { person, zone }: Asker): Promise<Block[]> {
  return mayDo('console.console', person, 'program') ? consoleSection(await consoleOf(ctx, zone)) : [];
}

/** `/career staff console`. */
export async function showConsole(ctx: Context, { zone }: Asker): Promise<Reply> {
  return consoleAnswer(await consoleOf(ctx, zone));
}

/** Stops all that leaves unasked, in all processes. */
export async function stopAll(ctx: Context, { person, zone }: Asker): Promise<Reply> {
  // Who stopped it first and since when stays in sight.
  if ((await heldNow(ctx.db)) === null) await holdOutbox(ctx, null, { as: person, dryRun: false });
  return switchChanged({ stopped: await stoppedNow(ctx), zone });
}

/** Lets everything go again; whoever of the staff stopped it. */
export async function letGo(ctx: Context, { person, zone }: Asker): Promise<Reply> {
  await resumeOutbox(ctx, { as: person, dryRun: false });
  return switchChanged({ stopped: await stoppedNow(ctx), zone });
}
