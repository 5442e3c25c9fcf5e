// How an import of alumni is taken back: who came by it is gone, who was changed is as before.
import { z } from 'zod';
import { WAYS } from '../../../domain/asks.ts';
import { toInstant } from '../../../domain/stored-instant.ts';
import { type UndoableTable, undoRows } from '../../../people/undo-rows.ts';
import { type Alumnus, alumniByIds, lockAlumni, removeAlumni, saveAlumni } from '../store.ts';

const row = z.object({
  name: z.string(),
  email: z.string(),
  class: z.number().nullable(),
  specialties: z.array(z.string()),
  place: z.string().nullable(),
  residency: z.string().nullable(),
  ways: z.array(z.enum(WAYS)),
  leftAt: z.string().nullable(),
});

/** By their ids. */
export const alumniTable: UndoableTable<z.output<typeof row>> = {
  row,
  hold: (_ctx, tx) => lockAlumni(tx),
  async rows(_ctx, tx, keys) {
    const found = await alumniByIds(tx, keys.map(Number));
    return new Map(
      found.map(({ id, leftAt, ...rest }) => [
        String(id),
        { ...rest, leftAt: leftAt === null ? null : toInstant(leftAt).toString() },
      ]),
    );
  },
  names: async (_ctx, _tx, rows) => new Map(rows.map(({ key, after }) => [key, after.name])),
  traces: (key) => ({ details: [{ keys: [key] }] }),
  async restore(_ctx, tx, rows) {
    await removeAlumni(
      tx,
      rows.filter(({ before }) => before === null).map(({ key }) => Number(key)),
    );
    await saveAlumni(
      tx,
      rows.flatMap(({ before }): Alumnus[] => (before ? [before] : [])),
    );
    return [];
  },
};

export const undoAlumni = undoRows(alumniTable);
