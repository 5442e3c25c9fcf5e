import type { Importer } from '../../../importer.ts';
import { importPeople } from '../../../people/import-roster.ts';
import { matchQuietly } from '../../../people/match-slack.ts';
import { COLUMNS, writeRoster } from '../../../people/roster.ts';
import { allPeople } from '../../../people/store.ts';

/** The roster. Nobody leaves by being absent from it. */
export const peopleImporter: Importer = {
  table: 'people',
  title: 'People',
  action: 'people.import-roster',
  columns: COLUMNS,
  run: importPeople,
  afterwards: matchQuietly,
  export: async (ctx) => writeRoster(ctx.program, await allPeople(ctx.db)),
};
