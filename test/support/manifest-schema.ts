// The part of Slack's published manifest schema (2.0.0, slackapi/manifest-schema) that our manifests use: names, limits, required
// fields. Like the original it takes no property it does not know.
import { z } from 'zod';

const requestUrl = z
  .string()
  .regex(/^https?:\/\//)
  .max(3500);
const scopes = z.array(z.string().max(50)).max(255);
const events = z
  .array(z.string().max(50))
  .max(100)
  .refine((names) => new Set(names).size === names.length);

export const slackManifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.int(), minor_version: z.int() }).optional(),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140).optional(),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/)
      .optional(),
  }),
  features: z.strictObject({
    app_home: z
      .strictObject({
        home_tab_enabled: z.boolean(),
        messages_tab_enabled: z.boolean(),
        messages_tab_read_only_enabled: z.boolean(),
      })
      .partial()
      .optional(),
    bot_user: z
      .strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean().optional() })
      .optional(),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .min(1)
      .max(10)
      .optional(),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\//).min(2).max(32),
          url: z
            .string()
            .regex(/^https?:\/\//)
            .max(3000)
            .optional(),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000).optional(),
          should_escape: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(50)
      .optional(),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: scopes, user: scopes }).partial() }).optional(),
  settings: z
    .strictObject({
      event_subscriptions: z
        .strictObject({ request_url: requestUrl, bot_events: events, user_events: events })
        .partial(),
      interactivity: z.strictObject({
        is_enabled: z.boolean(),
        request_url: requestUrl.optional(),
        message_menu_options_url: requestUrl.optional(),
      }),
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.boolean(),
      token_rotation_enabled: z.boolean(),
    })
    .partial()
    .optional(),
});
