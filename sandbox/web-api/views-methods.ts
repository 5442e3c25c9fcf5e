import { z } from 'zod';
import { checkView, isViewTooLarge } from '../block-kit/check-view.ts';
import type { Core } from '../core.ts';
import { shownView } from '../interactions/view-state.ts';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { withGeneratedIds } from '../wire/generated-ids.ts';
import { refusalOf, SlackError } from '../wire/slack-error.ts';
import { stackLimit, type View } from '../workspace/views.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { json, word } from './arguments.ts';
import { type Method, method } from './method.ts';
import { requireBlockScopes } from './permitted-blocks.ts';

export const viewsMethods: Record<string, Method> = {
  'views.open': method({
    args: z.object({ trigger_id: word, view: json }),
    run: (core, args) => {
      const definition = readView(core.workspace, args.view, 'modal');
      const user = core.triggers.exchange(args.trigger_id);
      return { view: shownView(core.workspace.views.open(user, definition)) };
    },
  }),

  'views.push': method({
    args: z.object({ trigger_id: word, view: json }),
    run: (core, args) => {
      const definition = readView(core.workspace, args.view, 'modal');
      const user = core.triggers.exchange(args.trigger_id);
      const stack = core.workspace.views.stack(user);
      if (stack.length === 0 && keeps('view.push-on-modal')) throw new SlackError('not_found');
      if (stack.length >= stackLimit && keeps('view.stack-of-three')) throw new SlackError('push_limit_reached');
      return { view: shownView(core.workspace.views.push(user, definition)) };
    },
  }),

  'views.update': method({
    args: z.object({ view_id: word.optional(), external_id: word.optional(), hash: word.optional(), view: json }),
    run: (core, args) => {
      const view = findView(core, args.view_id, args.external_id);
      const definition = readView(core.workspace, args.view, 'modal', view);
      requireHash(args.hash, view);
      core.workspace.views.update(view, definition);
      return { view: shownView(view) };
    },
  }),

  'views.publish': method({
    args: z.object({ user_id: word, hash: word.optional(), view: json }),
    run: ({ workspace }, args) => {
      const { home_tab_enabled } = workspace.manifest.features.app_home;
      if (!home_tab_enabled && keeps('home.tab-enabled')) throw new SlackError('not_enabled');
      const user = workspace.users.get(args.user_id);
      if (!user) throw new SlackError('user_not_found');
      const known = workspace.views.home(user.id);
      const definition = readView(workspace, args.view, 'home', known);
      if (known) requireHash(args.hash, known);
      return { view: shownView(workspace.views.publish(user.id, definition)) };
    },
  }),
};

/**
 * A checked view with the ids that Slack adds. `instead` is the view that it takes the place of.
 * Throws SlackError for one that Slack would not take.
 */
export function readView(workspace: Workspace, given: unknown, type: 'modal' | 'home', instead?: View): JsonObject {
  if (isViewTooLarge(given)) throw new SlackError('view_too_large');
  const problems = checkView(given);
  if (isObject(given) && problems.length === 0 && given.type !== type && keeps('block-kit.view.surface')) {
    problems.push({ message: `must be of type ${type}`, pointer: '/view/type' });
  }
  if (!isObject(given) || problems.length > 0) throw refusalOf('invalid_arguments', problems);
  const taken = typeof given.external_id === 'string' ? workspace.views.byExternalId(given.external_id) : undefined;
  const isTaken = given.external_id && taken && taken.id !== instead?.id;
  if (isTaken && keeps('view.external-id')) throw new SlackError('duplicate_external_id');
  const blocks = withGeneratedIds(objectsOf(given.blocks), workspace.ids);
  requireBlockScopes(workspace, blocks);
  return { ...given, blocks };
}

function findView({ workspace }: Core, id: string | undefined, externalId: string | undefined): View {
  const view =
    id !== undefined
      ? workspace.views.get(id)
      : externalId === undefined
        ? undefined
        : workspace.views.byExternalId(externalId);
  if (!view) throw new SlackError('not_found');
  return view;
}

function requireHash(hash: string | undefined, view: View): void {
  if (hash !== undefined && hash !== view.hash && keeps('view.hash')) throw new SlackError('hash_conflict');
}
