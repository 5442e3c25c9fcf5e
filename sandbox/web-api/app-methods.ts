import { z } from 'zod';
import { SlackError } from '../wire/slack-error.ts';
import { fixedIds } from '../workspace/ids.ts';
import { type Method, method } from './method.ts';

export const appMethods: Record<string, Method> = {
  'api.test': method({
    token: 'none',
    args: z.looseObject({}),
    run: (_core, args) => {
      if (typeof args.error === 'string') throw new SlackError(args.error, { args });
      return { args };
    },
  }),

  'auth.test': method({
    args: z.looseObject({}),
    run: ({ workspace, origin }) => ({
      url: `${origin}/`,
      team: workspace.team.name,
      user: workspace.users.get(fixedIds.botUser)?.handle,
      team_id: workspace.team.id,
      user_id: fixedIds.botUser,
      bot_id: fixedIds.bot,
      is_enterprise_install: false,
    }),
  }),

  'apps.connections.open': method({
    token: 'app',
    args: z.looseObject({}),
    run: ({ sockets, origin }) => ({
      url: `${origin.replace(/^http/, 'ws')}/link/?ticket=${sockets.issueTicket()}&app_id=${fixedIds.app}`,
    }),
  }),
};
