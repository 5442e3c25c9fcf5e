// The one wrapper around every interaction: read, acknowledge in time, answer, log. Nothing else acknowledges or replies.
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Answerer, Outcome } from './answer.ts';
import { parseSubmission } from './form.ts';
import type { HomePages } from './home-pages.ts';
import { parseClick, parseCommand, parseDirectMessage, parseHomeOpened } from './parse.ts';
import { openForm, privately, replyToClick, replyToMessage, replyView } from './reply.ts';
import { within } from './within.ts';

/**
 * Slack waits 3,000 ms for an acknowledgement. An answer that is ready within half of that travels in it; an acknowledgement
 * and a later response cost five times as much.
 */
const ANSWER_IN_ACK_MS = 1_500;

export interface Listening {
  /** Resolves when no interaction is under way, or after `ms`. */
  drained(ms: number): Promise<void>;
}

interface Options {
  app: App;
  answerer: Answerer;
  /** Posts, opens forms; never repeats a call by itself. */
  client: WebClient;
  homePages: HomePages;
  log: Logger;
}

/** Registers one listener for each kind of interaction; which feature answers is decided behind it. */
export function listen({ app, answerer, client, homePages, log }: Options): Listening {
  const underWay = new Set<Promise<void>>();

  /** Runs one interaction to its end, logs it in one line, and lets nothing escape: Slack was acknowledged already or will be. */
  function tracked(kind: string, work: () => Promise<Outcome>): Promise<void> {
    const started = performance.now();
    const run = work()
      .catch((error: unknown): Outcome => ({ action: '', personId: null, outcome: 'failed', error }))
      .then(({ error, ...done }) => {
        const line = { kind, ...done, ms: Math.round(performance.now() - started), ...(error ? { err: error } : {}) };
        if (done.outcome === 'failed') log.error(line, 'interaction');
        else log.info(line, 'interaction');
      })
      .finally(() => underWay.delete(run));
    underWay.add(run);
    return run;
  }

  app.command(/.*/, ({ body, ack, respond }) =>
    tracked('command', async () => {
      const typed = parseCommand(body);
      const working = answerer.command(typed);
      const ready = await within(working, ANSWER_IN_ACK_MS);
      if (ready && !ready.reply.form) {
        await ack(privately(ready.reply));
        return ready.done;
      }
      await ack();
      const { reply, done } = ready ?? (await working);
      const opened = reply.form !== undefined && (await openForm(client, typed?.triggerId ?? null, reply));
      if (!opened) await respond(privately(reply));
      return done;
    }),
  );

  app.action(/.*/, ({ body, ack, respond }) =>
    tracked('click', async () => {
      await ack();
      const click = parseClick(body);
      const answered = await answerer.click(click);
      await replyToClick(client, respond, click, answered);
      if (click && answered.changesHome) await homePages.publish(click.slackUserId);
      return answered.done;
    }),
  );

  app.view({ callback_id: /.*/, type: 'view_submission' }, ({ body, ack }) =>
    tracked('form', async () => {
      const submission = parseSubmission(body);
      const { reply, fields, changesHome, done } = await answerer.submit(submission);
      if (fields) await ack({ response_action: 'errors', errors: { ...fields } });
      else await ack({ response_action: 'update', view: replyView(reply) });
      if (submission && changesHome) await homePages.publish(submission.slackUserId);
      return done;
    }),
  );

  app.event('message', ({ event }) => {
    const message = parseDirectMessage(event);
    if (!message) return Promise.resolve();
    return tracked('message', async () => {
      const { reply, done } = await answerer.directMessage(message);
      await replyToMessage(client, message, reply);
      return done;
    });
  });

  app.event('app_home_opened', ({ event }) => {
    const slackUserId = parseHomeOpened(event);
    if (slackUserId === undefined) return Promise.resolve();
    return tracked('home', () => homePages.publish(slackUserId));
  });

  acknowledgeTheRest(app, tracked);

  /** What is under way may begin something more, and somebody may ask meanwhile. */
  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }
  return { drained: (ms) => within(idle(), ms) };
}

/**
 * Closed forms, shortcuts and menus that nobody here made: acknowledged, so that the person is not left waiting, and logged.
 * Slack gives no place to answer a global shortcut but a new form, and a closed form is gone.
 */
function acknowledgeTheRest(app: App, tracked: (kind: string, work: () => Promise<Outcome>) => Promise<void>): void {
  const unknown: Outcome = { action: 'none', personId: null, outcome: 'unknown' };
  const acknowledged = (kind: string, ack: () => Promise<unknown>) =>
    tracked(kind, async () => {
      await ack();
      return unknown;
    });
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => acknowledged('view', () => ack()));
  app.shortcut(/.*/, ({ ack }) => acknowledged('shortcut', () => ack()));
  app.options(/.*/, ({ ack }) => acknowledged('options', () => ack({ options: [] })));
}
