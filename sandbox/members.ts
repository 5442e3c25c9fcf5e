import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isTimeZone } from './time-zone.ts';

const timeZone = z.string().refine(isTimeZone, {
  error: 'is not an IANA time zone such as America/New_York',
});

/** A person (or another app's bot) of the workspace. */
export const memberSchema = z.object({
  name: z.string().trim().min(1),
  email: z.email(),
  tz: timeZone,
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_guest: z.boolean().optional(),
});

export type Member = z.input<typeof memberSchema>;

/** The mistakes of a file of members, each with its place. */
export class MembersError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'MembersError';
    this.mistakes = mistakes;
  }
}

const yesOrNo = z
  .enum(['', 'true', 'false', 'yes', 'no'], { error: 'must be yes or no' })
  .default('')
  .transform((word) => word === 'true' || word === 'yes');
const rowSchema = memberSchema
  .extend({ is_guest: yesOrNo })
  .pick({ name: true, email: true, tz: true, is_guest: true });
const rowsSchema = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }),
);

/**
 * Reads members from CSV with the columns name, email, tz and, optionally, is_guest.
 * Throws MembersError naming every mistake with its line and column.
 */
export function readMembers(csv: string): Member[] {
  let parsed: unknown;
  try {
    parsed = parse(csv, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw new MembersError([error instanceof Error ? error.message : String(error)]);
  }
  const mistakes: string[] = [];
  const lineOfEmail = new Map<string, number>();
  const members: Member[] = [];
  for (const { record, info } of rowsSchema.parse(parsed)) {
    const row = rowSchema.safeParse(record);
    if (!row.success) {
      mistakes.push(
        ...row.error.issues.map((issue) => `line ${info.lines}, ${issue.path.join('.')}: ${issue.message}`),
      );
      continue;
    }
    const email = row.data.email.toLowerCase();
    const before = lineOfEmail.get(email);
    if (before !== undefined) mistakes.push(`line ${info.lines}, email: is the same as in line ${before}`);
    lineOfEmail.set(email, info.lines);
    members.push(row.data);
  }
  if (members.length === 0 && mistakes.length === 0) mistakes.push('there is no member in it');
  if (mistakes.length > 0) throw new MembersError(mistakes);
  return members;
}
