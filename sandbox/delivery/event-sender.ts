/** The Events API: what happens in the workspace, sent to an app that subscribed to it, and repeated when it fails. */
import type { JsonObject } from '../json.ts';
import { epochSeconds } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { deliver } from './deliver.ts';
import type { Delivered, Transport } from './delivery.ts';

/** At once, after a minute, after five: real time (docs.slack.dev/apis/events-api). */
export const retryDelaysMs: readonly number[] = [0, 60_000, 300_000];

export class EventSender {
  readonly #workspace: Workspace;
  readonly #transport: Transport;
  readonly #delays: readonly number[];
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Counts the resets: what failed in an earlier life of the workspace is not repeated in this one. */
  #life = 0;

  constructor(workspace: Workspace, transport: Transport, delays: readonly number[] = retryDelaysMs) {
    this.#workspace = workspace;
    this.#transport = transport;
    this.#delays = delays;
  }

  /**
   * Sends an event if the app subscribed to it by this name (`message.im` for a `message`). Resolves with the first
   * attempt, or undefined without a subscription; repetitions go on behind it.
   */
  async emit(subscription: string, event: JsonObject): Promise<Delivered | undefined> {
    const workspace = this.#workspace;
    if (!workspace.manifest.settings.event_subscriptions.bot_events.includes(subscription)) return undefined;
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
    const life = this.#life;
    const first = await deliver(workspace, this.#transport, { kind: 'events_api', payload: envelope });
    this.#repeatAfter(first, envelope, 1, life);
    return first;
  }

  /** Repeats nothing of what happened so far. */
  forget(): void {
    this.#life += 1;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #repeatAfter(before: Delivered, payload: JsonObject, number: number, life: number): void {
    const delay = this.#delays[number - 1];
    if (before.ok || before.noRetry || delay === undefined || life !== this.#life) return;
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
