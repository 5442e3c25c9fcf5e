// The one wrapper around every interaction: read, acknowledge in time, answer, log. Nothing else acknowledges or replies.
import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Answerer, Outcome } from './answer.ts';
import { parseSubmission } from './form.ts';
import type { HomePages } from './home-pages.ts';
import { foundOptions } from './inputs.ts';
import { sentence } from './message.ts';
import {
  parseClick,
  parseCommand,
  parseDirectMessage,
  parseHomeOpened,
  parseMember,
  parseSearch,
  parseShortcut,
} from './parse.ts';
import { openForm, privately, replyToClick, replyToForm, replyToMessage, replyView, sendFile } from './reply.ts';
import { within } from './within.ts';

/**
 * Slack waits 3,000 ms for an acknowledgement. An answer that is ready within half of that travels in it; an acknowledgement
 * and a later response cost five times as much.
 */
const ANSWER_IN_ACK_MS = 1_500;

/** What takes longer than this behind a form is shown in it when it is done. */
const FORM_IN_ACK_MS = 2_000;
const WORKING = sentence("I'm working on it; this form shows what came of it in a moment.");

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

/** Runs one interaction to its end and logs it. */
type Tracked = (kind: string, work: () => Promise<Outcome>) => Promise<void>;

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
        if (typed && ready.reply.file) await sendFile(client, typed.slackUserId, ready.reply.file);
        return ready.done;
      }
      await ack();
      const { reply, done } = ready ?? (await working);
      const opened = reply.form !== undefined && (await openForm(client, typed?.triggerId ?? null, reply));
      if (!opened) await respond(privately(reply));
      if (typed && reply.file) await sendFile(client, typed.slackUserId, reply.file);
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

  listenToForms({ app, answerer, client, homePages }, tracked);

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

  listenToMembers(app, answerer, tracked);
  acknowledgeClosedForms(app, tracked);

  /** What is under way may begin something more, and somebody may ask meanwhile. */
  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }
  return { drained: (ms) => within(idle(), ms) };
}

/** Who joins the workspace, leaves it, or is different there: the tie to a person follows. */
function listenToMembers(app: App, answerer: Answerer, tracked: Tracked): void {
  const follow = (event: unknown): Promise<void> => {
    const member = parseMember(event);
    return member ? tracked('member', () => answerer.member(member)) : Promise.resolve();
  };
  app.event('team_join', ({ event }) => follow(event));
  app.event('user_change', ({ event }) => follow(event));
}

/** Forms that are sent, shortcuts that open one, and menus in them that are searched. */
function listenToForms({ app, answerer, client, homePages }: Omit<Options, 'log'>, tracked: Tracked): void {
  app.view({ callback_id: /.*/, type: 'view_submission' }, ({ body, ack }) =>
    tracked('form', async () => {
      const submission = parseSubmission(body);
      const working = answerer.submit(submission);
      const ready = await within(working, FORM_IN_ACK_MS);
      if (ready?.fields) await ack({ response_action: 'errors', errors: { ...ready.fields } });
      else await ack({ response_action: 'update', view: replyView(ready?.reply ?? WORKING) });
      const { reply, changesHome, done } = ready ?? (await working);
      if (!ready && submission) await replyToForm(client, submission, reply);
      if (submission && reply.file) await sendFile(client, submission.slackUserId, reply.file);
      if (submission && changesHome) await homePages.publish(submission.slackUserId);
      return done;
    }),
  );

  app.shortcut(/.*/, ({ body, ack }) =>
    tracked('shortcut', async () => {
      await ack();
      const shortcut = parseShortcut(body);
      const { reply, done } = await answerer.shortcut(shortcut);
      await openForm(client, shortcut?.triggerId ?? null, reply);
      return done;
    }),
  );

  app.options(/.*/, ({ body, ack }) =>
    tracked('options', async () => {
      const { choices, done } = await answerer.search(parseSearch(body));
      await ack({ options: foundOptions(choices) });
      return done;
    }),
  );
}

/** Closed forms are acknowledged, so that the person is not left waiting, and logged: there is no place to answer them. */
function acknowledgeClosedForms(app: App, tracked: Tracked): void {
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) =>
    tracked('view', async () => {
      await ack();
      return { action: 'none', personId: null, outcome: 'unknown' };
    }),
  );
}
