/** The part of an app manifest that the workspace acts on; the rest of it is let through unread. */
import { z } from 'zod';
import { keeps } from './rules/rules.ts';

const slashCommand = z.object({
  command: z.string().regex(/^\/\S+$/),
  description: z.string(),
  usage_hint: z.string().optional(),
  url: z.url().optional(),
  should_escape: z.boolean().default(false),
});

const shortcut = z.object({
  name: z.string(),
  type: z.enum(['global', 'message']),
  callback_id: z.string(),
  description: z.string(),
});

export const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }).default({ name: 'App' }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }).default({ display_name: 'bot' }),
    app_home: z
      .object({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(true),
        messages_tab_read_only_enabled: z.boolean().default(false),
      })
      .default({ home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false }),
    slash_commands: z.array(slashCommand).default([]),
    shortcuts: z.array(shortcut).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }) }),
  settings: z
    .object({
      event_subscriptions: z
        .object({ request_url: z.url().optional(), bot_events: z.array(z.string()).default([]) })
        .default({ bot_events: [] }),
      interactivity: z
        .object({
          is_enabled: z.boolean(),
          request_url: z.url().optional(),
          message_menu_options_url: z.url().optional(),
        })
        .default({ is_enabled: false }),
      socket_mode_enabled: z.boolean().default(false),
    })
    .default({
      event_subscriptions: { bot_events: [] },
      interactivity: { is_enabled: false },
      socket_mode_enabled: false,
    }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The slash commands that people can type; none without the scope for them. */
export function commandsOf(manifest: Manifest): Manifest['features']['slash_commands'] {
  return mayBeCalled(manifest) ? manifest.features.slash_commands : [];
}

/** The shortcuts that people can use; they need the same scope as commands. */
export function shortcutsOf(manifest: Manifest): Manifest['features']['shortcuts'] {
  return mayBeCalled(manifest) ? manifest.features.shortcuts : [];
}

function mayBeCalled({ oauth_config }: Manifest): boolean {
  return oauth_config.scopes.bot.includes('commands') || !keeps('command.scope');
}
