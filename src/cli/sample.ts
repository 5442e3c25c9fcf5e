import { importSessions } from '../features/calendar/import-sessions.ts';
import { importRoster } from '../people/import-roster.ts';
import { withContext } from './tool.ts';

export interface Sample {
  /** The roster and the sessions, as CSV text. */
  people: string;
  sessions: string;
  /** A member of staff in the roster. */
  as: string;
}

/** Fills an empty, migrated database with a sample of people and sessions, the way staff would import them. */
export async function loadSample(databaseUrl: string, { people, sessions, as }: Sample): Promise<void> {
  await withContext({ databaseUrl, logLevel: 'silent', slack: null }, async (ctx) => {
    await importRoster(ctx, people, { as, dryRun: false });
    await importSessions(ctx, sessions, { as, dryRun: false });
  });
}
