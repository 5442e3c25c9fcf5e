import type { JsonObject } from '../../json.ts';

/** The manifest of the little app that the tests run against the sandbox. */
export function testManifest(options: { botUrl?: string; scopes?: string[]; events?: string[] } = {}): JsonObject {
  const { botUrl } = options;
  const at = (name: string) => (botUrl === undefined ? {} : { [name]: `${botUrl}/slack/events` });
  const command = (name: string) => ({
    command: name,
    description: 'For a test',
    usage_hint: '[words]',
    should_escape: true,
    ...at('url'),
  });
  return {
    display_information: { name: 'Test app' },
    features: {
      bot_user: { display_name: 'Testbot', always_online: true },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      slash_commands: ['/echo', '/slow', '/loud', '/bad', '/menu', '/later', '/modal', '/form'].map(command),
      shortcuts: [
        { name: 'Do it', type: 'global', callback_id: 'do_it', description: 'Does it' },
        { name: 'Look at it', type: 'message', callback_id: 'look_at_it', description: 'Looks at it' },
      ],
    },
    oauth_config: {
      scopes: {
        bot: options.scopes ?? [
          'commands',
          'chat:write',
          'im:write',
          'mpim:write',
          'im:history',
          'im:read',
          'users:read',
          'users:read.email',
          'files:write',
          'files:read',
          'channels:read',
          'channels:join',
          'channels:history',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        ...at('request_url'),
        bot_events: options.events ?? [
          'message.im',
          'app_home_opened',
          'team_join',
          'user_change',
          'member_joined_channel',
        ],
      },
      interactivity: { is_enabled: true, ...at('request_url'), ...at('message_menu_options_url') },
      socket_mode_enabled: botUrl === undefined,
    },
  };
}
