// The house rules as data. Each test names the files that break a rule.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { features } from '../src/features/index.ts';
import { PERMISSIONS } from '../src/people/authorise.ts';
import { CLOSED, partOf, RULES } from './support/import-rules.ts';
import { ROOT, type SourceFile, sourceFiles } from './support/source-files.ts';

const src = sourceFiles('src');
const sandbox = sourceFiles('sandbox');
const tests = [...sourceFiles('test'), ...sandbox.filter((file) => file.path.startsWith('sandbox/test/'))];

/** Longer than 400 lines for a reason: the whole data model is read in one file, in life-cycle order. */
const LONG_FILES = ['src/db/schema.ts'];

function sliceOf(path: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1];
}

function packageAllowed(name: string, packages: readonly string[]): boolean {
  return packages.some((allowed) =>
    allowed === 'node:' ? name.startsWith('node:') : name === allowed || name.startsWith(`${allowed}/`),
  );
}

function broken(file: SourceFile): string[] {
  const part = partOf(file.path);
  const rule = RULES[part];
  if (!rule) return [`${file.path}: its part of the house (${part}) has no import rule`];
  return file.imports.flatMap((to) => {
    if (to.startsWith('sandbox/')) return [`${file.path} imports ${to}: src never imports the sandbox`];
    if (!to.startsWith('src/')) {
      return packageAllowed(to, rule.packages)
        ? []
        : [`${file.path} imports ${to}: ${part} may use ${rule.packages.join(', ')}`];
    }
    const [slice, other] = [sliceOf(file.path), sliceOf(to)];
    if (slice && other && slice !== other)
      return [`${file.path} imports ${to}: slices meet only through what they contribute`];
    if (CLOSED.some((closed) => closed.from.test(file.path) && closed.to.test(to)))
      return [`${file.path} imports ${to}`];
    return rule.parts.includes(partOf(to))
      ? []
      : [`${file.path} imports ${to}: ${part} may import ${rule.parts.join(', ')}`];
  });
}

function offenders(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(file.text)).map((file) => file.path);
}

const pure = src.filter((file) => ['domain', 'slice/rules', 'slice/messages', 'people'].includes(partOf(file.path)));

describe('who may import whom', () => {
  test('every file of src keeps to the table', () => {
    expect(src.flatMap(broken)).toEqual([]);
  });

  test.each([
    ['src/features/home/rules.ts', 'src/people/store.ts'],
    ['src/features/home/rules.ts', 'src/db/client.ts'],
    ['src/features/home/handlers.ts', 'src/features/calendar/store.ts'],
    ['src/features/home/messages/help-answer.ts', 'drizzle-orm'],
    ['src/features/home/messages/help-answer.ts', '@slack/web-api'],
    ['src/features/home/handlers.ts', '@slack/bolt'],
    ['src/people/store.ts', 'src/app.ts'],
    ['src/people/store.ts', 'src/features/index.ts'],
    ['src/slack/listen.ts', 'src/features/home/handlers.ts'],
    ['src/slack/listen.ts', 'src/app.ts'],
    ['src/domain/day.ts', 'src/program/program.ts'],
    ['src/domain/day.ts', 'node:fs'],
    ['src/app.ts', 'sandbox/server.ts'],
    ['src/new-folder/thing.ts', 'src/domain/day.ts'],
  ])('the table forbids %s to import %s', (path, to) => {
    expect(broken({ path, text: '', imports: [to] })).toHaveLength(1);
  });

  test('rules, messages and domain read no clock and roll no dice', () => {
    expect(
      offenders(pure, /Date\.now|new Date\(|Temporal\.Now|Math\.random|randomUUID|performance\.now|setTimeout/),
    ).toEqual([]);
  });

  test('only the runner of the sandbox knows the bot', () => {
    const found = sandbox
      .filter((file) => file.path !== 'sandbox/runner.ts')
      .filter((file) => file.imports.some((to) => to.startsWith('src/')));
    expect(found.map((file) => file.path)).toEqual([]);
  });

  test('only config reads the environment, and only clock.ts the present', () => {
    expect(
      offenders(
        src.filter((file) => file.path !== 'src/config.ts'),
        /process\.env/,
      ),
    ).toEqual([]);
    const clocks = ['src/clock.ts'];
    expect(
      offenders(
        src.filter((file) => !clocks.includes(file.path)),
        /Date\.now\(|new Date\(|Temporal\.Now/,
      ),
    ).toEqual([]);
  });
});

describe('files', () => {
  test('are named for what they hold', () => {
    const found = [...src, ...sandbox, ...tests].filter(({ path }) =>
      /^(utils?|helpers?|common|types|services?|manager)\b/.test(basename(path)),
    );
    expect(found.map((file) => file.path)).toEqual([]);
  });

  test('stay below 400 lines', () => {
    const long = [...src, ...sandbox, ...tests]
      .filter(({ path }) => !LONG_FILES.includes(path))
      .filter(({ text }) => text.split('\n').length > 400);
    expect(long.map((file) => file.path)).toEqual([]);
  });

  test('silence no types, focus no tests, skip none, mock nothing of ours', () => {
    // Each word is put together here, so that this file does not find itself.
    const silenced = new RegExp(['@ts-', '(ignore|expect-error|nocheck)'].join(''));
    const focused = new RegExp(['\\.', '(only|skip|todo)', '\\('].join(''));
    const mocked = new RegExp(['vi\\.', 'mock\\(', '[\'"`][./#]'].join(''));
    expect(offenders([...src, ...sandbox, ...tests], silenced)).toEqual([]);
    expect(offenders(tests, focused)).toEqual([]);
    expect(offenders(tests, mocked)).toEqual([]);
  });

  test('the lock file names no registry', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });
});

describe('listeners', () => {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const actions = features.flatMap((feature) => [
    ...(feature.actions ?? []),
    ...(feature.forms ?? []),
    ...(feature.shortcuts ?? []),
    ...(feature.options ?? []),
    ...(feature.staffPages ?? []),
    ...(feature.importers ?? []),
  ]);
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);

  test('have unique names and ids', () => {
    const names = commands.flatMap((command) => [command.name, ...command.alsoCalled]);
    expect(names).toEqual([...new Set(names)]);
    const ids = actions.map((listener) => listener.action);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('each have an entry in authorise, named for their feature', () => {
    for (const feature of features) {
      const { commands = [], actions = [], forms = [], shortcuts = [], options = [], staffPages = [] } = feature;
      for (const { action } of [...commands, ...actions, ...forms, ...shortcuts, ...options, ...staffPages]) {
        expect(Object.keys(PERMISSIONS)).toContain(action);
        expect(action.startsWith(`${feature.name}.`)).toBe(true);
      }
    }
  });

  test('leave no entry of authorise unused', () => {
    const used = new Set<string>([...commands, ...actions].map((listener) => listener.action));
    const named = src.filter((file) => file.path !== 'src/people/authorise.ts');
    const unused = Object.keys(PERMISSIONS).filter(
      (action) => !used.has(action) && !named.some((file) => file.text.includes(`'${action}'`)),
    );
    expect(unused).toEqual([]);
  });

  test('are what the manifest offers', () => {
    const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'));
    const [slash, ...others] = manifest.features.slash_commands;
    expect(slash.command).toBe('/career');
    expect(slash.should_escape).toBe(true);
    expect(others).toEqual([]);
    const offered: { callback_id: string }[] = manifest.features.shortcuts ?? [];
    expect(offered.map((shortcut) => shortcut.callback_id)).toEqual(shortcuts.map(({ action }) => action));
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'message.im',
      'team_join',
      'user_change',
    ]);
    const hinted = (slash.usage_hint as string).split('|').map((word) => word.trim().split(' ')[0]);
    expect(commands.map((command) => command.name)).toEqual(expect.arrayContaining(hinted));
  });

  test('scopes are those that README gives a reason for', () => {
    const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'));
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const scopes: string[] = manifest.oauth_config.scopes.bot;
    expect(scopes.filter((scope) => !new RegExp(`\\| \`${scope}\` +\\|`).test(readme))).toEqual([]);
  });
});

describe('messages', () => {
  const modules = src.filter((file) => /^src\/features\/[^/]+\/messages(\.ts|\/index\.ts)$/.test(file.path));

  test.each(modules.map((file) => file.path))(
    '%s shows every builder at its shortest, its longest and with hostile text',
    async (path) => {
      const exported: Record<string, unknown> = await import(join(ROOT, path));
      const examples = exported.examples as Record<string, Record<string, unknown>>;
      const builders = Object.keys(exported).filter(
        (name) => typeof exported[name] === 'function' && !name.endsWith('Button'),
      );
      expect(Object.keys(examples).sort()).toEqual(builders.sort());
      for (const [name, cases] of Object.entries(examples)) {
        expect(Object.keys(cases), name).toEqual(expect.arrayContaining(['shortest', 'longest', 'hostile']));
      }
    },
  );
});
