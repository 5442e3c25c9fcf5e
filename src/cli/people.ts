import type { Context } from '../context.ts';
import { countText } from '../domain/wording.ts';
import { importRoster, type RosterChange } from '../people/import-roster.ts';
import { matchSlack } from '../people/match-slack.ts';
import { readImportArguments, readToolContext, runIfStarted, say, type Tool, withContext } from './tool.ts';

const USAGE = 'npm run people -- import roster.csv --as staff.member@example.edu [--dry-run]';

function sayChanges(title: string, changes: readonly RosterChange[]): void {
  say(`${title}: ${changes.length}`);
  for (const { before, after, fields } of changes) {
    say(`  line ${after.line}: ${after.emails[0]}${before ? ` (${fields.join(', ')})` : ''}`);
  }
}

/** The roster stands by now, whatever Slack says. */
async function sayMatch(ctx: Context): Promise<void> {
  try {
    const { inSlack, outside } = await matchSlack(ctx);
    say(`${countText(inSlack, 'person', 'people')} in Slack, ${outside} outside it.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`The roster is imported, but Slack could not be asked (${reason}): people are matched when the bot starts.`);
  }
}

export const peopleTool: Tool = async (args) => {
  const { csv, as, dryRun } = await readImportArguments(args, USAGE);
  const tool = await readToolContext();
  await withContext(tool, async (ctx) => {
    const report = await importRoster(ctx, csv, { as, dryRun });
    sayChanges('New', report.added);
    sayChanges('Changed', report.changed);
    say(`Unchanged: ${report.unchanged}`);
    say(`Known but not in the file, left as they are: ${report.absent}`);
    if (report.dryRun) return say('Dry run: nothing was changed.');
    if (!tool.slack) return say('SLACK_BOT_TOKEN is not set: people are matched with Slack when the bot starts.');
    await sayMatch(ctx);
  });
};

await runIfStarted(import.meta.url, peopleTool);
