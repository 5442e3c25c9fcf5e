// Links of recordings, by the keys of sessions that took place: a table of its own, since they come later than all the rest.
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import { readCsv, writeCsv } from '../../../csv.ts';
import { nearest } from '../../../domain/nearest.ts';
import { ListedError } from '../../../errors.ts';
import type { Importer } from '../../../importer.ts';
import { recordUndoable } from '../../../people/audit.ts';
import { saveChanges } from '../acts/save-changes.ts';
import { inverseOf } from '../acts/undo-sessions.ts';
import { readLink } from '../session-table.ts';
import { everySession, lockedByKeys, lockSessions, sessionKeys } from '../store/sessions.ts';

const COLUMNS = { required: ['key', 'recording'], optional: [] } as const;
const ACTION = 'calendar.import-recordings';

interface TabledRecording {
  line: number;
  key: string;
  recording: string | null;
}

/** Reads the table. Problems name line, column and what was expected. Pure. */
export function readRecordings(
  csv: string,
  keys: readonly string[],
): { recordings: TabledRecording[]; problems: string[] } {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const known = new Set(keys);
  const lineOf = new Map<string, number>();
  const recordings = table.rows.map(({ line, cells: { key, recording } }) => {
    const complain = (column: string, problem: string) => void problems.push(`line ${line}, ${column}: ${problem}`);
    const earlier = lineOf.get(key);
    if (earlier !== undefined) complain('key', `${key} stands in line ${earlier} already`);
    lineOf.set(key, line);
    if (!known.has(key)) {
      const meant = nearest(key, keys, (one) => one, 1 / 2);
      complain('key', `there is no session "${key}"${meant ? `; did you mean "${meant}"?` : ''}`);
    }
    return { line, key, recording: readLink('recording', recording, complain) ?? null };
  });
  return { recordings, problems };
}

function refuseMistakes(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError('The recordings have mistakes; nothing was changed:', problems);
}

function withRecordings(ctx: Context, sessions: readonly Session[]): string {
  const now = ctx.clock.now().epochMilliseconds;
  const rows = sessions
    .filter(({ recording, endsAt }) => recording !== null || endsAt.epochMilliseconds <= now)
    .map(({ key, recording }) => ({ key, recording: recording ?? '' }));
  return writeCsv([...COLUMNS.required], rows);
}

export const recordingsImporter: Importer = {
  table: 'recordings',
  title: 'Recordings of sessions',
  action: ACTION,
  columns: COLUMNS,
  async run(ctx, tx, csv, actor) {
    await lockSessions(tx);
    const { recordings, problems } = readRecordings(csv, await sessionKeys(tx));
    refuseMistakes(problems);
    const byKey = new Map(recordings.map(({ key, recording }) => [key, recording]));
    const known = await lockedByKeys(tx, [...byKey.keys()], ctx.program.file.school.timeZone);
    const changes = known
      .filter(({ key, recording }) => recording !== (byKey.get(key) ?? null))
      .map((before) => ({ before, after: { ...before, recording: byKey.get(before.key) ?? null } }));
    const now = ctx.clock.now();
    const told = await saveChanges(ctx, tx, changes, { now });
    const details = { keys: changes.map(({ after }) => after.key) };
    const act = {
      act: ACTION,
      actorId: actor.id,
      subjectId: null,
      details,
      inverse: inverseOf(changes, told),
    } as const;
    const auditId = changes.length === 0 ? null : await recordUndoable(tx, now, act);
    const isNew = ({ before }: (typeof changes)[number]) => before.recording === null;
    const lines = changes.map((change) => {
      const what = change.after.recording === null ? 'no recording any more' : 'another recording';
      return `${change.after.key}: ${isNew(change) ? 'a recording' : what}`;
    });
    const added = changes.filter(isNew).length;
    return { added, changed: changes.length - added, unchanged: known.length - changes.length, lines, auditId };
  },
  export: async (ctx) => withRecordings(ctx, await everySession(ctx.db, ctx.program.file.school.timeZone)),
};
