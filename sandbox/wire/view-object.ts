import type { JsonObject } from '../json.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { View } from '../workspace/views.ts';

/** A view as Slack sends it; `values` is left out where Slack sends none (`view_closed`). */
export function viewObject(view: View, values?: JsonObject): JsonObject {
  const { definition } = view;
  return {
    id: view.id,
    team_id: fixedIds.team,
    type: definition.type,
    blocks: definition.blocks,
    private_metadata: definition.private_metadata ?? '',
    callback_id: definition.callback_id ?? '',
    state: { values: values ?? {} },
    hash: view.hash,
    title: definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: fixedIds.app,
    external_id: definition.external_id ?? '',
    app_installed_team_id: fixedIds.team,
    bot_id: fixedIds.bot,
  };
}
