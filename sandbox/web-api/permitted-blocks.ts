import { blockPlaces, elementPlaces } from '../block-kit/element-places.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { requireScopes } from './scopes.ts';

/** What some blocks want of the app beside their form. Throws SlackError `missing_scope`. */
export function requireBlockScopes(workspace: Workspace, blocks: readonly JsonObject[] = []): void {
  const hasFiles = elementPlaces(blocks).some(({ element }) => element.type === 'file_input');
  if (hasFiles && keeps('block-kit.file-input.scope')) requireScopes(workspace, ['files:read']);
  const hasVideo = blockPlaces(blocks).some(({ block }) => block.type === 'video');
  if (hasVideo && keeps('block-kit.video.scope')) requireScopes(workspace, ['links.embed:write']);
}
