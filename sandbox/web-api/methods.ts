import { appMethods } from './app-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationsMethods } from './conversations-methods.ts';
import { filesMethods } from './files-methods.ts';
import { historyMethods } from './history-methods.ts';
import type { Method } from './method.ts';
import { usersMethods } from './users-methods.ts';
import { viewsMethods } from './views-methods.ts';

/** Every method of the Web API that the workspace knows, by its name. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...appMethods,
    ...chatMethods,
    ...conversationsMethods,
    ...filesMethods,
    ...historyMethods,
    ...usersMethods,
    ...viewsMethods,
  }),
);
