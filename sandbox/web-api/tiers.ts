/** How many calls a minute each method takes of one app in one workspace (docs.slack.dev/apis/web-api/rate-limits). */

/** Slack promises at least these; what it grants beyond them is not published. */
const tier = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** "Several hundred messages per minute" for a workspace. */
const posting = 480;
/** Methods with limits of their own: "hundreds of requests per minute". */
const generous = 600;

const perMinute: Readonly<Record<string, number>> = {
  'api.test': tier[4],
  'apps.connections.open': tier[3],
  'auth.test': generous,
  'chat.delete': tier[3],
  'chat.getPermalink': generous,
  'chat.postEphemeral': tier[4],
  'chat.postMessage': posting,
  'chat.update': tier[3],
  'conversations.history': tier[3],
  'conversations.info': tier[3],
  'conversations.join': tier[3],
  'conversations.list': tier[2],
  'conversations.members': tier[4],
  'conversations.open': tier[3],
  'conversations.replies': tier[3],
  'files.completeUploadExternal': tier[4],
  'files.getUploadURLExternal': tier[4],
  'users.conversations': tier[3],
  'users.info': tier[4],
  'users.list': tier[2],
  'users.lookupByEmail': tier[3],
  'views.open': tier[4],
  'views.publish': tier[4],
  'views.push': tier[4],
  'views.update': tier[4],
};

/** Calls a minute of a method; one that the table does not know counts as the strictest tier. */
export function callsPerMinute(method: string): number {
  return perMinute[method] ?? tier[1];
}

/** Whether the table has a line for the method. */
export function hasTier(method: string): boolean {
  return perMinute[method] !== undefined;
}
