/** The calls that look: at the workspace, at what a person sees, at the traffic. Each can wait for more. */
import { z } from 'zod';
import type { Core } from '../core.ts';
import { shownView } from '../interactions/view-state.ts';
import type { JsonObject } from '../json.ts';
import { commandsOf, shortcutsOf } from '../manifest.ts';
import { isoWithOffset } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';
import { inboxOf, messagesFor } from '../workspace/visibility.ts';
import { ControlError } from './control-error.ts';
import { readableChannel, userOf } from './lookup.ts';
import { type Control, type Route, route } from './route.ts';

/** No call is held longer, whatever it asks for. */
const longestWaitMs = 60_000;
/** How long nothing may have happened before an app without a follower counts as idle. */
const quietMs = 250;

const number = z.coerce.number().int().min(0);
const wait = number.transform((ms) => Math.min(ms, longestWaitMs)).default(0);
const since = number.default(0);

export const readRoutes: Readonly<Record<string, Route>> = {
  '/state': route(z.object({ since, wait }), async ({ core }, input) => {
    const { sequence } = core.workspace;
    await sequence.waitUntil(() => sequence.lastRecord > input.since, input.wait);
    return stateOf(core);
  }),

  '/messages': route(z.object({ user: z.string(), channel: z.string(), since, wait }), ({ core }, input) => {
    const user = userOf(core, input.user);
    const channel = readableChannel(core, user, input.channel);
    return listed(core, () => messagesFor(core.workspace, user, channel, input.since), input.wait);
  }),

  '/inbox': route(z.object({ user: z.string(), since, wait }), ({ core }, input) => {
    const user = userOf(core, input.user);
    return listed(core, () => inboxOf(core.workspace, user, input.since), input.wait);
  }),

  '/view': route(z.object({ user: z.string(), since, wait }), async ({ core }, input) => {
    const user = userOf(core, input.user);
    const { sequence } = core.workspace;
    const changed = () => sequence.lastRecord > input.since;
    await sequence.waitUntil(changed, input.wait);
    // Asked for only now: a reset meanwhile has put others in their place.
    const { views } = core.workspace;
    const modal = views.top(user.id);
    const home = views.home(user.id);
    return {
      seq: sequence.last,
      life: core.workspace.life,
      now: isoWithOffset(core.workspace.clock.now(), core.workspace.timeZone),
      modal: modal ? shownView(modal) : null,
      home: home ? shownView(home) : null,
      depth: views.stack(user.id).length,
    };
  }),

  '/log': route(z.object({ since, wait }), async ({ core }, input) => {
    const { log, sequence, timeZone } = core.workspace;
    await sequence.waitUntil(() => log.since(input.since).length > 0, input.wait);
    const items = log.since(input.since).map((entry) => ({ ...entry, at: isoWithOffset(entry.at, timeZone) }));
    return { seq: sequence.last, items };
  }),

  '/idle': route(z.object({ wait: number.default(20_000) }), (control, input) => idle(control, input.wait)),
};

async function listed(core: Control['core'], read: () => Message[], waitMs: number): Promise<object> {
  const { sequence } = core.workspace;
  await sequence.waitUntil(() => read().length > 0, waitMs);
  const items = read().map((message) => messageItem(message, core.origin));
  return { seq: sequence.last, items };
}

/** A message as a person sees it: without metadata, which Slack shows to apps only. */
function messageItem(message: Message, origin: string): JsonObject {
  return {
    seq: message.seq,
    channel: message.channel,
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    ephemeral: message.ephemeralTo !== undefined,
    edited: message.edited !== undefined,
    deleted: message.deleted,
    thread_ts: message.threadTs ?? null,
    files: message.files.map((file) => ({
      id: file.id,
      name: file.name,
      title: file.title,
      mimetype: file.mimetype,
      alt: file.altText ?? null,
      size: file.content?.byteLength ?? 0,
      url: `${origin}/_control/files/${file.id}`,
    })),
  };
}

function stateOf({ workspace, transport, rates }: Core): JsonObject {
  const { manifest, users, channels, clock, timeZone, sequence } = workspace;
  const bot = users.get(fixedIds.botUser);
  return {
    now: isoWithOffset(clock.now(), timeZone),
    seq: sequence.last,
    life: workspace.life,
    team: workspace.team,
    bot: { id: bot?.id, name: bot?.name, connected: transport.isConnected(), mode: transport.mode },
    rates: rates.counts,
    users: users
      .all()
      .filter((user) => user.id !== fixedIds.slackbot)
      .map((user) => ({
        id: user.id,
        name: user.name,
        handle: user.handle,
        email: user.email ?? null,
        tz: user.tz,
        is_bot: user.isBot,
        is_guest: user.isGuest,
        deleted: user.deleted,
      })),
    channels: channels.all().map((channel) => ({
      id: channel.id,
      name: channel.name,
      kind: channel.kind,
      is_private: channel.isPrivate,
      members: [...channel.members],
    })),
    commands: commandsOf(manifest).map(({ command, description, usage_hint }) => ({
      command,
      description,
      usage_hint: usage_hint ?? null,
    })),
    shortcuts: shortcutsOf(manifest),
    home: manifest.features.app_home,
  };
}

/** Answers once nothing is under way and every follower has done what is due now. Throws ControlError when that takes too long. */
async function idle({ core, jumps }: Control, waitMs: number): Promise<object> {
  const { activity, sequence, real, clock, timeZone } = core.workspace;
  const start = real.elapsedMs();
  const left = () => Math.min(waitMs, longestWaitMs) - (real.elapsedMs() - start);
  do {
    const isQuiet = await sequence.waitUntil(() => activity.isQuiet && !jumps.isRunning, left());
    const before = sequence.lastRecord;
    if (isQuiet && core.followers.count > 0) await jumps.settle();
    else if (isQuiet) await sequence.waitUntil(() => !activity.isQuiet || sequence.lastRecord !== before, quietMs);
    if (isQuiet && activity.isQuiet && sequence.lastRecord === before) {
      return { ok: true, now: isoWithOffset(clock.now(), timeZone), seq: sequence.last };
    }
  } while (left() > 0);
  throw new ControlError(409, 'busy', 'something is still under way; ask again, or with a longer wait');
}
