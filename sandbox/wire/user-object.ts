import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { epochSeconds } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A user as Slack sends it: the e-mail only to who may read e-mails, the zone only while the account is active. */
export function userObject(workspace: Workspace, user: User, mayReadEmail: boolean): JsonObject {
  const names = { real_name: user.name, display_name: user.isBot ? '' : user.name };
  return {
    id: user.id,
    team_id: workspace.team.id,
    name: user.handle,
    deleted: user.deleted,
    ...(user.deleted && keeps('users.left-without-zone')
      ? {}
      : { color: '4bbe2e', real_name: user.name, ...zoneFields(workspace, user.tz) }),
    profile: {
      ...names,
      real_name_normalized: user.name,
      display_name_normalized: names.display_name,
      ...((mayReadEmail || !keeps('scope.email')) && user.email !== undefined ? { email: user.email } : {}),
      ...(user.id === fixedIds.botUser ? { api_app_id: fixedIds.app, bot_id: fixedIds.bot } : {}),
      team: workspace.team.id,
    },
    is_admin: false,
    is_owner: false,
    is_restricted: user.isGuest && keeps('users.kinds'),
    is_ultra_restricted: false,
    is_bot: user.isBot && keeps('users.kinds'),
    is_app_user: false,
    updated: epochSeconds(workspace.clock.now()),
  };
}

function zoneFields(workspace: Workspace, tz: string): JsonObject {
  const local = workspace.clock.now().toZonedDateTimeISO(tz);
  return { tz, tz_label: tz.split('/').at(-1)?.replaceAll('_', ' '), tz_offset: local.offsetNanoseconds / 1e9 };
}

/** Whether the app may see e-mail addresses. */
export function mayReadEmails(workspace: Workspace): boolean {
  return workspace.manifest.oauth_config.scopes.bot.includes('users:read.email');
}
