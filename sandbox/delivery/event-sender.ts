/** The Events API: what happens in the workspace, sent to an app that subscribed to it, and repeated when it fails. */
import { holdingKinds } from '../control/faults.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { epochSeconds } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { deliver, namesOf } from './deliver.ts';
import type { Delivered, Outgoing, Transport } from './delivery.ts';

/** The scope that lets an app read of each event (docs.slack.dev/reference/events); one that is not here needs none. */
const scopeOfEvent: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  member_joined_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  team_join: 'users:read',
  user_change: 'users:read',
};

/** At once, after a minute, after five: real time (docs.slack.dev/apis/events-api). */
export const retryDelaysMs: readonly number[] = [0, 60_000, 300_000];

export class EventSender {
  readonly #workspace: Workspace;
  readonly #transport: Transport;
  readonly #delays: readonly number[];
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Counts the resets: what failed in an earlier life of the workspace is not repeated in this one. */
  #life = 0;
  /** Events that wait for the next one to go first, because somebody asked for a wrong order. */
  readonly #held: Outgoing[] = [];

  constructor(workspace: Workspace, transport: Transport, delays: readonly number[] = retryDelaysMs) {
    this.#workspace = workspace;
    this.#transport = transport;
    this.#delays = delays;
  }

  /**
   * Sends an event if the app subscribed to it by this name (`message.im` for a `message`) and has the scope for it. Resolves
   * with the first attempt, or undefined where nothing is sent and for one that is held back; repetitions go on behind it.
   */
  async emit(subscription: string, event: JsonObject): Promise<Delivered | undefined> {
    const workspace = this.#workspace;
    if (!this.#mayHear(subscription)) return undefined;
    const now = workspace.clock.now();
    const envelope: JsonObject = {
      token: 'sandbox',
      team_id: fixedIds.team,
      context_team_id: fixedIds.team,
      context_enterprise_id: null,
      api_app_id: fixedIds.app,
      event: { ...event, event_ts: event.event_ts ?? workspace.timestamps.next(now) },
      type: 'event_callback',
      event_id: workspace.ids.next('event'),
      event_time: epochSeconds(now),
      authorizations: [
        {
          enterprise_id: null,
          team_id: fixedIds.team,
          user_id: fixedIds.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
    const outgoing = { kind: 'events_api', payload: envelope } as const;
    if (workspace.faults.take(namesOf(outgoing), holdingKinds) && keeps('fault.out-of-order')) {
      this.#held.push(outgoing);
      return undefined;
    }
    const first = await this.#send(outgoing);
    for (const held of this.#held.splice(0)) await this.#send(held);
    return first;
  }

  #mayHear(subscription: string): boolean {
    const { settings, oauth_config } = this.#workspace.manifest;
    const isSubscribed = settings.event_subscriptions.bot_events.includes(subscription) || !keeps('event.subscribed');
    const scope = scopeOfEvent[subscription];
    const isGranted = scope === undefined || oauth_config.scopes.bot.includes(scope) || !keeps('event.scope');
    return isSubscribed && isGranted;
  }

  async #send(outgoing: Outgoing): Promise<Delivered> {
    const life = this.#life;
    const first = await deliver(this.#workspace, this.#transport, outgoing);
    this.#repeatAfter(first, outgoing.payload, 1, life);
    return first;
  }

  /** Repeats nothing of what happened so far. */
  forget(): void {
    this.#life += 1;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#held.length = 0;
  }

  #repeatAfter(before: Delivered, payload: JsonObject, number: number, life: number): void {
    const delay = this.#delays[number - 1];
    const isUnwanted = before.ok || (before.noRetry && keeps('event.no-retry')) || !keeps('event.retries');
    if (isUnwanted || delay === undefined || life !== this.#life) return;
    if (!keeps('event.same-id')) Object.assign(payload, { event_id: this.#workspace.ids.next('event') });
    const again = async () => {
      const outgoing = { kind: 'events_api', payload, retry: { number, reason: before.reason } } as const;
      this.#repeatAfter(await deliver(this.#workspace, this.#transport, outgoing), payload, number + 1, life);
    };
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void again();
    }, delay);
    this.#timers.add(timer);
  }
}
