import type { Context } from '../context.ts';
import { UserError } from '../errors.ts';
import { rememberMappings } from '../importing/store.ts';
import { importRoster } from '../people/import-roster.ts';
import { matchQuietly } from '../people/match-slack.ts';
import type { RosterChange } from '../people/roster-plan.ts';
import { exportedTable, importerNamed, importTable, readMappings, understood } from './tables.ts';
import {
  ACTING,
  readActing,
  readArguments,
  readText,
  readToolContext,
  runIfStarted,
  runVerb,
  say,
  type Tool,
  type Verb,
  withContext,
} from './tool.ts';

const USAGES = {
  import:
    'npm run people -- import [<table>] roster.csv --as staff.member@example.edu [--map "E-Mail=emails"] [--dry-run]',
  export: 'npm run people -- export <table> --as staff.member@example.edu > table.csv',
};

const PEOPLE = 'people';

function sayChanges(title: string, changes: readonly RosterChange[]): void {
  say(`${title}: ${changes.length}`);
  for (const { before, after, fields } of changes) {
    say(`  line ${after.line}: ${after.emails[0]}${before ? ` (${fields.join(', ')})` : ''}`);
  }
}

/** The roster has a way of its own: the first one may bring the staff who imports it. */
async function importPeople(ctx: Context, csv: string, as: string, dryRun: boolean): Promise<void> {
  const report = await importRoster(ctx, csv, { as, dryRun });
  sayChanges('New', report.added);
  sayChanges('Changed', report.changed);
  say(`Unchanged: ${report.unchanged}`);
  say(`Known but not in the file, left as they are: ${report.absent}`);
}

async function runImport(args: string[]): Promise<void> {
  const options = { ...ACTING, map: { type: 'string', multiple: true } } as const;
  const { values, positionals } = readArguments({ args, allowPositionals: true, options }, USAGES.import);
  const [first, second, ...others] = positionals;
  if (first === undefined || others.length > 0) throw new UserError(`Usage: ${USAGES.import}`);
  const [table, file] = second === undefined ? [PEOPLE, first] : [first, second];
  const { as, dryRun } = readActing(values, USAGES.import);
  const csv = await readText(file);
  const tool = await readToolContext();
  await withContext(tool, async (ctx) => {
    const importer = importerNamed(ctx, table);
    const mappings = readMappings(importer, values.map ?? []);
    if (table !== PEOPLE) return importTable(ctx, importer, csv, { as, dryRun, mappings });
    await importPeople(ctx, await understood(ctx, importer, csv, mappings), as, dryRun);
    if (dryRun) return say('Dry run: nothing was changed.');
    await ctx.transaction((tx) => rememberMappings(tx, importer.table, mappings));
    if (!tool.slack) return say('SLACK_BOT_TOKEN is not set: people are matched with Slack when the bot starts.');
    say(await matchQuietly(ctx));
  });
}

async function runExport(args: string[]): Promise<void> {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: ACTING }, USAGES.export);
  const [table, ...others] = positionals;
  if (table === undefined || others.length > 0) throw new UserError(`Usage: ${USAGES.export}`);
  const { as } = readActing(values, USAGES.export);
  await withContext(await readToolContext(), async (ctx) => {
    process.stdout.write(await exportedTable(ctx, table, as));
  });
}

const VERBS: Readonly<Record<string, Verb>> = {
  import: { usage: USAGES.import, run: runImport },
  export: { usage: USAGES.export, run: runExport },
};

export const peopleTool: Tool = (args) => runVerb(VERBS, args);

await runIfStarted(import.meta.url, peopleTool);
