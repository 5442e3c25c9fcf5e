import type { SQL } from 'drizzle-orm';

/** A statement, and the constraint that refuses it. */
export type Violation = readonly [constraint: string, statement: SQL];
