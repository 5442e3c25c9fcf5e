/** Postgres takes 65,535 parameters a statement; 4,000 rows of at most sixteen columns stay below. */
const ROWS_A_STATEMENT = 4_000;

/** Writes many rows, as many at a time as fit into a statement; nothing where there are none. */
export async function inChunks<Row>(
  rows: readonly Row[],
  write: (chunk: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) await write(rows.slice(at, at + ROWS_A_STATEMENT));
}
