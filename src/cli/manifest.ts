import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { UserError } from '../errors.ts';
import { httpManifest, parseManifest } from '../slack/manifest.ts';
import { readArguments, runIfStarted, say, type Tool } from './tool.ts';

const USAGE = 'npm run manifest -- --url https://bot.example.edu';

export const manifestTool: Tool = async (args) => {
  const { url } = readArguments({ args, options: { url: { type: 'string' } } }, USAGE).values;
  if (url === undefined) throw new UserError(`Usage: ${USAGE}`);
  const manifest = parseManifest(parse(await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8')));
  say(stringify(httpManifest(manifest, url)));
};

await runIfStarted(import.meta.url, manifestTool);
