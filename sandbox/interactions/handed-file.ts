import { z } from 'zod';
import type { StoredFile } from '../workspace/files.ts';
import type { User } from '../workspace/users.ts';
import type { Workspace } from '../workspace/workspace.ts';

const name = z.string().min(1);

/** A file that somebody hands in: its text, or its bytes as base64. */
export const handedFile = z.union([
  z.object({ name, content: z.string() }),
  z.object({ name, base64: z.base64() }).transform(({ base64, ...file }) => ({
    ...file,
    content: Buffer.from(base64, 'base64'),
  })),
]);

/** Keeps the file as this person's; it is complete at once. */
export function storeFile(workspace: Workspace, user: User, given: z.output<typeof handedFile>): StoredFile {
  const content = Buffer.from(given.content);
  const file = workspace.files.announce({ name: given.name, user: user.id, length: content.byteLength });
  return Object.assign(file, { content, complete: true });
}
