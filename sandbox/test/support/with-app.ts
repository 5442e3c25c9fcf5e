import type { JsonObject } from '../../json.ts';
import type { Sandbox, SandboxOptions } from '../../server.ts';
import { testManifest } from './manifest.ts';
import { type Script, type ScriptedApp, startScriptedApp } from './scripted-app.ts';
import { withSandbox } from './with-sandbox.ts';

export interface WithApp {
  sandbox: Sandbox;
  app: ScriptedApp;
  /** The payload that the app got last. */
  last: () => JsonObject;
}

interface AppOptions extends Partial<Omit<SandboxOptions, 'manifest'>> {
  /** Changes the manifest before the workspace reads it. */
  manifest?: (manifest: JsonObject) => JsonObject;
  knowsChallenge?: boolean;
}

/** Runs `work` with a fresh workspace and an app that is reached over HTTP and answers as the script says. */
export async function withApp<Result>(
  reply: Script,
  work: (both: WithApp) => Promise<Result>,
  { manifest = (same) => same, knowsChallenge = true, ...options }: AppOptions = {},
): Promise<Result> {
  const app = await startScriptedApp(reply, knowsChallenge);
  try {
    return await withSandbox({ ...options, manifest: manifest(testManifest({ botUrl: app.url })) }, (sandbox) =>
      work({ sandbox, app, last: () => app.received.at(-1)?.payload ?? {} }),
    );
  } finally {
    app.stop();
  }
}

/** A script that takes everything and says nothing. */
export const taken: Script = () => ({ status: 200 });
