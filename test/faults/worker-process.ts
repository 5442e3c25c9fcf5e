// One process that sends, as the campaign starts it: the outbox and nothing else.
import { realClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { CONVERSATION_GAP_MS, SLACK_RATES, scaledRates } from '../../src/outbox/pace.ts';

const { DATABASE_URL = '', SLACK_API_URL = '', SLACK_BOT_TOKEN = '', SPEED = '20', SEARCH = 'history' } = process.env;
const speed = Number(SPEED);

const outbox = createOutbox({
  databaseUrl: DATABASE_URL,
  slack: { token: SLACK_BOT_TOKEN, slackApiUrl: SLACK_API_URL },
  clock: realClock,
  followsClock: false,
  log: createLog('error'),
  compose: async () => null,
  settings: {
    rates: scaledRates(SLACK_RATES, speed),
    conversationGapMs: CONVERSATION_GAP_MS / speed,
    settleMs: 1_000,
    callMs: 500,
    pollMs: 500,
    orphanMs: 200,
    lockCheckMs: 500,
  },
  // The negative control: whoever finds nothing in Slack sends again.
  ...(SEARCH === 'nothing' ? { findSent: async () => null } : {}),
});
outbox.start();
process.once('SIGTERM', () => void outbox.stop().then(() => process.exit(0)));
process.send?.('started');

/** How late this process is with what it means to do every so often, in ms: told where it is worth a word. */
const BEAT_MS = 20;
const WORTH_MS = 200;
let beat = performance.now();
setInterval(() => {
  const late = performance.now() - beat - BEAT_MS;
  beat = performance.now();
  if (late > WORTH_MS) process.send?.({ late });
}, BEAT_MS).unref();
