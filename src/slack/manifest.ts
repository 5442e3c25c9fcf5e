import { z } from 'zod';
import { UserError } from '../errors.ts';

/** What of a manifest differs between Socket Mode and HTTP; everything else is passed through as it stands. */
const manifest = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(z.looseObject({ command: z.string() })) }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ bot_events: z.array(z.string()) }),
    interactivity: z.looseObject({ is_enabled: z.boolean() }),
    socket_mode_enabled: z.boolean(),
  }),
});

export type Manifest = z.infer<typeof manifest>;

/** Bolt's receiver listens on this one path for everything. */
const ENDPOINT = '/slack/events';

export function parseManifest(raw: unknown): Manifest {
  return manifest.parse(raw);
}

/** The manifest of an app that Slack reaches over HTTP at `url`. Slack itself takes only https; loopback is for local workspaces. */
export function httpManifest(socket: Manifest, url: string): Manifest {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const loopback = parsed?.protocol === 'http:' && parsed.hostname === '127.0.0.1';
  if (parsed?.protocol !== 'https:' && !loopback)
    throw new UserError(`expected the address of the bot, https://bot.example.edu, found "${url}"`);
  const request = new URL(ENDPOINT, url).href;
  return {
    ...socket,
    features: {
      ...socket.features,
      slash_commands: socket.features.slash_commands.map((command) => ({ ...command, url: request })),
    },
    settings: {
      ...socket.settings,
      event_subscriptions: { request_url: request, ...socket.settings.event_subscriptions },
      // Menus that are searched ask here; without it they stay empty over HTTP.
      interactivity: {
        ...socket.settings.interactivity,
        request_url: request,
        message_menu_options_url: request,
      },
      socket_mode_enabled: false,
    },
  };
}
