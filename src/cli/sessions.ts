import { importSessions } from '../features/calendar/import-sessions.ts';
import { readImportArguments, readToolContext, runTool, say, withContext } from './tool.ts';

const USAGE = 'npm run sessions -- import sessions.csv --as staff.member@example.edu [--dry-run]';

runTool(async () => {
  const { csv, as, dryRun } = await readImportArguments(process.argv.slice(2), USAGE);
  await withContext(await readToolContext(), async (ctx) => {
    const report = await importSessions(ctx, csv, { as, dryRun });
    for (const [title, sessions] of [
      ['New', report.added],
      ['Changed', report.changed],
    ] as const) {
      say(`${title}: ${sessions.length}`);
      for (const { key } of sessions) say(`  ${key}`);
    }
    say(`Unchanged: ${report.unchanged}`);
    if (report.dryRun) say('Dry run: nothing was changed.');
  });
});
