import { importSessions } from '../features/calendar/import-sessions.ts';
import { actingStaff } from '../people/acting-staff.ts';
import { importRoster } from '../people/import-roster.ts';
import { withContext } from './tool.ts';

export interface Sample {
  /** The roster and the sessions, as CSV text. */
  people: string;
  sessions: string;
  /** Further tables as CSV text, by the names of their importers, in the order in which they are imported. */
  tables?: Readonly<Record<string, string>>;
  /** A member of staff in the roster. */
  as: string;
}

/** Fills an empty, migrated database with a sample of people and sessions, the way staff would import them. */
export async function loadSample(databaseUrl: string, { people, sessions, tables = {}, as }: Sample): Promise<void> {
  await withContext({ databaseUrl, logLevel: 'silent', slack: null }, async (ctx) => {
    await importRoster(ctx, people, { as, dryRun: false });
    await importSessions(ctx, sessions, { as, dryRun: false });
    const importers = ctx.features.flatMap((feature) => feature.importers ?? []);
    for (const [table, csv] of Object.entries(tables)) {
      const importer = importers.find((one) => one.table === table);
      if (!importer) throw new Error(`there is no table ${table}`);
      const actor = await actingStaff(ctx.db, as, importer.action);
      await ctx.transaction((tx) => importer.run(ctx, tx, csv, actor));
    }
  });
}
