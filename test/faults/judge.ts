// What a campaign has to show, and how it is told.
import type { CampaignReport } from './campaign.ts';

/** The settle delay of the campaign and two seconds. */
const SETTLED_WITHIN_MS = 3_000;
const MOST_AMBIGUOUS = 10;
/** The ceiling of chat.postMessage, twenty times as fast, in any second; a slot may be used a little late. */
const MOST_POSTS_A_SECOND = 8 * 20 * 1.1;

/** What was not kept, in words; nothing where all was. */
export function judged(isControl: boolean, report: CampaignReport): string[] {
  const { main, slowestMs, mostSending, refused, tooSoon, mostPostsASecond, states } = report;
  if (isControl) return main.duplicated > 0 ? [] : ['the control shows no duplicates: the campaign proves nothing'];
  const unsettled = Object.keys(states).filter((state) => state !== 'sent');
  const checks: [boolean, string][] = [
    [main.lost === 0, `${main.lost} lost`],
    [main.duplicated === 0, `${main.duplicated} duplicated`],
    [main.outOfOrder === 0, `${main.outOfOrder} out of order`],
    [slowestMs <= SETTLED_WITHIN_MS, `a row took ${slowestMs} ms to be settled after the end of a fault`],
    [mostSending <= MOST_AMBIGUOUS, `${mostSending} rows were being sent by one worker`],
    [refused === 0, `${refused} calls refused for being too many`],
    [tooSoon === 0, `${tooSoon} posts too soon after another to the same conversation`],
    [mostPostsASecond <= MOST_POSTS_A_SECOND, `${mostPostsASecond} posts within a second`],
    [unsettled.length === 0, `rows in the end: ${JSON.stringify(states)}`],
  ];
  return checks.flatMap(([kept, problem]) => (kept ? [] : problem));
}

export function table(name: string, report: CampaignReport): string {
  const { faults, main, pairs, states, ...numbers } = report;
  const total = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const rows: [string, unknown][] = [
    [
      'faults',
      `${total} (${Object.entries(faults)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')})`,
    ],
    ...Object.entries(main),
    ...Object.entries(pairs).map(([key, value]): [string, unknown] => [`pairs: ${key}`, value]),
    ...Object.entries(numbers),
    ['states', JSON.stringify(states)],
  ];
  return [`== ${name}`, ...rows.map(([key, value]) => `${key.padEnd(20)} ${value}`)].join('\n');
}
