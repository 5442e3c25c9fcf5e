import { countText } from '../../../domain/wording.ts';
import type { Importer } from '../../../importer.ts';
import type { Changed, Told } from '../acts/save-changes.ts';
import { importSessionTable } from '../import-sessions.ts';
import { changedFields } from '../rules/session-changes.ts';
import { COLUMNS, writeSessionTable } from '../session-table.ts';
import { everySession } from '../store/sessions.ts';

function lineOf({ before, after }: Changed): string {
  return `${after.key}: ${before ? changedFields(before, after).join(', ') : 'new'}`;
}

function toldLine({ key, what, people }: Told): string {
  return `${key}: ${countText(people, 'person is', 'people are')} told that it was ${what}`;
}

/** Dated sessions, by their keys. */
export const sessionsImporter: Importer = {
  table: 'sessions',
  title: 'Sessions',
  action: 'calendar.import-sessions',
  columns: COLUMNS,
  async run(ctx, tx, csv, actor) {
    const { added, changed, unchanged, changes, told, auditId } = await importSessionTable(ctx, tx, csv, actor);
    const lines = [...changes.map(lineOf), ...told.map(toldLine)];
    return { added: added.length, changed: changed.length, unchanged, lines, auditId };
  },
  export: async (ctx) => writeSessionTable(ctx.program, await everySession(ctx.db, ctx.program.file.school.timeZone)),
};
