/** The parts that payloads of different kinds have in common. */
import type { Core } from '../core.ts';
import type { ResponseSource } from '../delivery/response-urls.ts';
import type { JsonObject } from '../json.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';

/** Who acts, in which workspace, to which app; with a fresh trigger id. */
export function interactionBase(core: Core, user: User): JsonObject {
  const { team } = core.workspace;
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.handle, name: user.handle, team_id: team.id },
    api_app_id: fixedIds.app,
    token: 'sandbox',
    trigger_id: core.triggers.issue(user.id),
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A new address on this server for answering the act. */
export function responseUrl(core: Core, source: ResponseSource): string {
  const kind = source.messageTs === undefined ? 'commands' : 'actions';
  return `${core.origin}/hooks/${kind}/${core.responseUrls.issue(source)}`;
}
