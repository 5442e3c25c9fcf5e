import { createSandbox, type Sandbox, type SandboxOptions } from '../../server.ts';
import { testManifest } from './manifest.ts';
import { people } from './people.ts';

/** Runs `work` with a fresh workspace of the sample people, and gives what it gives. */
export async function withSandbox<Result>(
  options: Partial<SandboxOptions>,
  work: (sandbox: Sandbox) => Promise<Result>,
): Promise<Result> {
  const sandbox = await createSandbox({ manifest: testManifest(), members: people, rates: 'off', ...options });
  try {
    return await work(sandbox);
  } finally {
    await sandbox.stop();
  }
}
