// Who may import whom, as data: the parts of the house, and what each may use.

/** Files of people/ that say who somebody is, without asking the database: rules and messages may use these. */
const PURE_PEOPLE = [
  'authorise',
  'changeable',
  'heading',
  'meetings',
  'override',
  'override-problems',
  'person',
  'roster',
  'roster-plan',
  'telling',
];

/** What of the outbox is decided without Slack, SQL, clock or log. */
const PURE_OUTBOX = ['policy', 'pace'];

/** Files at the top of src that everything may use: errors, the shapes that slices and use cases share, CSV. */
const KERNEL = ['clock', 'context', 'csv', 'digest', 'errors', 'feature', 'forecast', 'importer'];

/** The part of the house a file belongs to: a folder of src, or a role within a slice. */
export function partOf(path: string): string {
  const [, top = '', ...rest] = path.split('/');
  const file = (name: string) => name.replace(/\.(ts|mjs)$/, '');
  if (top === 'features') return rest.length === 1 ? 'features/index' : `slice/${file(rest[1] ?? '')}`;
  if (rest.length === 0) return KERNEL.includes(file(top)) ? 'kernel' : 'wiring';
  if (top === 'ahead') return rest[0] === 'dated.ts' ? 'ahead/database' : 'ahead';
  if (top === 'outbox') return PURE_OUTBOX.includes(file(rest[0] ?? '')) ? 'outbox/policy' : 'outbox';
  if (top === 'scheduler') return rest[0] === 'due.ts' ? 'scheduler/due' : 'scheduler';
  if (top === 'people') return PURE_PEOPLE.includes(file(rest[0] ?? '')) ? 'people' : 'people/database';
  return top;
}

/**
 * Which parts of the house each part may import, and which packages. A slice's files are listed without the slice's name.
 * `node:` stands for every module of Node itself.
 */
export const RULES: Record<string, { parts: readonly string[]; packages: readonly string[] }> = {
  kernel: {
    parts: ['kernel', 'domain', 'people', 'program', 'db', 'slack'],
    packages: ['csv-parse/sync', 'pino', 'temporal-polyfill', 'zod', 'node:'],
  },
  domain: { parts: ['domain'], packages: ['temporal-polyfill', 'fastest-levenshtein'] },
  ahead: { parts: ['ahead', 'people', 'program', 'domain'], packages: ['temporal-polyfill'] },
  'ahead/database': {
    parts: ['ahead', 'domain', 'db'],
    packages: ['drizzle-orm', 'temporal-polyfill'],
  },
  outbox: {
    parts: ['outbox', 'outbox/policy', 'people', 'people/database', 'domain', 'db', 'slack', 'kernel'],
    packages: ['@slack/web-api', 'drizzle-orm', 'pino', 'postgres', 'temporal-polyfill', 'zod', 'node:'],
  },
  'outbox/policy': { parts: ['outbox/policy', 'domain'], packages: ['temporal-polyfill'] },
  scheduler: {
    parts: ['scheduler', 'scheduler/due', 'domain', 'db', 'kernel'],
    packages: ['drizzle-orm', 'node-cron', 'pino', 'temporal-polyfill'],
  },
  'scheduler/due': { parts: ['scheduler/due', 'domain'], packages: ['temporal-polyfill'] },
  program: { parts: ['program', 'domain', 'kernel'], packages: ['temporal-polyfill', 'yaml', 'zod', 'node:'] },
  db: { parts: ['db', 'domain', 'kernel'], packages: ['drizzle-orm', 'postgres', 'zod', 'node:'] },
  people: { parts: ['people', 'program', 'domain', 'kernel'], packages: ['temporal-polyfill', 'zod', 'node:util'] },
  'people/database': {
    parts: ['people/database', 'people', 'program', 'domain', 'db', 'slack', 'kernel'],
    packages: ['drizzle-orm', 'temporal-polyfill', 'zod', 'node:'],
  },
  slack: {
    parts: ['slack', 'people', 'people/database', 'program', 'domain', 'kernel', 'wiring'],
    packages: ['@slack/bolt', '@slack/web-api', 'pino', 'temporal-polyfill', 'zod', 'node:'],
  },
  // Tables of staff's, whichever slice they belong to.
  importing: {
    parts: ['importing', 'people', 'people/database', 'domain', 'db', 'kernel'],
    packages: ['drizzle-orm', 'temporal-polyfill', 'node:'],
  },
  'slice/rules': {
    parts: ['slice/rules', 'ahead', 'domain', 'people', 'program'],
    packages: ['ical-generator', 'minisearch', 'temporal-polyfill'],
  },
  // Threads and what runs in them: no database, no Slack, nothing of a person but ids.
  workers: { parts: ['workers'], packages: ['node:', 'tsx'] },
  'slice/solver': {
    parts: ['slice/solver', 'slice/rules', 'workers'],
    packages: ['highs', 'temporal-polyfill', 'node:'],
  },
  'slice/session-table': {
    parts: ['slice/rules', 'domain', 'program', 'kernel'],
    packages: ['temporal-polyfill', 'zod'],
  },
  'slice/store': {
    parts: ['slice/store', 'slice/rules', 'ahead', 'ahead/database', 'domain', 'db'],
    packages: ['drizzle-orm', 'temporal-polyfill'],
  },
  'slice/messages': {
    parts: ['slice/messages', 'slice/rules', 'ahead', 'domain', 'people', 'program', 'slack', 'kernel'],
    packages: ['temporal-polyfill'],
  },
  'slice/import-sessions': {
    parts: [
      'slice/acts',
      'slice/rules',
      'slice/store',
      'slice/session-table',
      'ahead',
      'domain',
      'people',
      'people/database',
      'program',
      'db',
      'kernel',
    ],
    packages: ['temporal-polyfill'],
  },
  // What a slice gives to the importing of tables: their columns, their words, their export.
  'slice/importers': {
    parts: [
      'slice/importers',
      'slice/import-sessions',
      'slice/acts',
      'slice/rules',
      'slice/store',
      'slice/session-table',
      'ahead',
      'domain',
      'people',
      'people/database',
      'program',
      'kernel',
    ],
    packages: ['zod'],
  },
  // One table a slice: text in, rows or problems out.
  'slice/tables': { parts: ['slice/rules', 'domain', 'program', 'kernel'], packages: [] },
  // What several ways lead to (a press, the clock, staff, an import) is an act; what it says is enqueued in its transaction.
  'slice/acts': {
    parts: [
      'slice/acts',
      'slice/rules',
      'slice/store',
      'slice/session-table',
      'slice/tables',
      'outbox',
      'ahead',
      'ahead/database',
      'domain',
      'people',
      'people/database',
      'program',
      'db',
      'kernel',
    ],
    packages: ['temporal-polyfill', 'zod', 'node:'],
  },
  'slice/handlers': {
    parts: [
      'slice/solver',
      'slice/handlers',
      'slice/acts',
      'slice/messages',
      'slice/rules',
      'slice/store',
      'ahead',
      'ahead/database',
      'importing',
      'outbox',
      'domain',
      'people',
      'people/database',
      'program',
      'db',
      'slack',
      'kernel',
    ],
    packages: ['temporal-polyfill', 'zod'],
  },
  'slice/jobs': {
    parts: [
      'slice/jobs',
      'slice/acts',
      'slice/messages',
      'slice/rules',
      'slice/store',
      'ahead',
      'ahead/database',
      'outbox',
      'domain',
      'people',
      'people/database',
      'program',
      'kernel',
    ],
    packages: ['temporal-polyfill', 'zod'],
  },
  'slice/index': {
    parts: ['slice/handlers', 'slice/importers', 'slice/jobs', 'slice/messages', 'slice/acts', 'domain', 'kernel'],
    packages: [],
  },
  'features/index': { parts: ['slice/index', 'kernel'], packages: [] },
  cli: {
    parts: [
      'cli',
      'slice/acts',
      'slice/import-sessions',
      'features/index',
      'importing',
      'outbox',
      'ahead',
      'domain',
      'people',
      'people/database',
      'program',
      'db',
      'slack',
      'kernel',
      'wiring',
    ],
    packages: ['temporal-polyfill', 'yaml', 'zod', 'node:'],
  },
  wiring: {
    parts: [
      'wiring',
      'kernel',
      'features/index',
      'outbox',
      'scheduler',
      'domain',
      'people',
      'people/database',
      'program',
      'db',
      'slack',
    ],
    packages: ['pino', 'temporal-polyfill', 'zod', 'node:'],
  },
};

/** The edge reads its settings' types and nothing else of the wiring; no one but main, app and tools draws in the features. */
export const CLOSED = [
  { from: /^src\/slack\//, to: /^src\/(app|main|log|clock-follower)\.ts$/ },
  { from: /^src\/(config|log|clock-follower)\.ts$/, to: /^src\/(app|main)\.ts$|^src\/features\// },
];
