import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { UserError } from '../errors.ts';
import { httpManifest, parseManifest } from '../slack/manifest.ts';
import { readArguments, runTool, say } from './tool.ts';

const USAGE = 'npm run manifest -- --url https://bot.example.edu';

runTool(async () => {
  const { url } = readArguments({ args: process.argv.slice(2), options: { url: { type: 'string' } } }, USAGE).values;
  if (url === undefined) throw new UserError(`Usage: ${USAGE}`);
  const manifest = parseManifest(parse(await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8')));
  say(stringify(httpManifest(manifest, url)));
});
