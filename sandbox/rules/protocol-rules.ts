import type { SlackRule } from './rule.ts';

/** Requests to the app: commands, buttons, forms and events (sections 1 and 9). */
const REQUESTS = {
  'request.signed': {
    says: 'a request over HTTP carries the v0 signature of its raw body and second',
    section: '1.9, 9.6',
  },
  'request.bare-type': { says: 'the content type of a request is bare, without a charset', section: '1.1' },
  'ack.deadline': { says: 'an app has three seconds of real time for an ack', section: '1.3, 9.5' },
  'ack.only-200': { says: 'a command or interaction is taken by a 200 alone', section: '1.1' },
  'ack.once': { says: 'an ack that comes twice or too late changes nothing, and is noted', section: '9.5' },
  'ack.empty-object': { says: 'an ack with an empty object counts as an empty ack', section: '2, 9.5' },
  'command.escaped': { says: 'typed mentions and links are escaped where the manifest says so', section: '1.2' },
  'command.channel-name': { says: 'a private channel is called privategroup in a command', section: '1.2' },
  'command.failure-told': { says: 'who typed a command reads operation_timeout or dispatch_failed', section: '1.3' },
  'command.shown': { says: 'an answer to the channel shows the typed command as well', section: '1.2' },
  'click.warning': { says: 'a button whose app does not answer in time shows a warning', section: '1.3' },
  'answer.private': { says: 'an answer is ephemeral unless it says in_channel', section: '1.5' },
  'trigger.single-use': { says: 'a trigger id opens one form', section: '1.4, 9.5' },
  'trigger.short-life': { says: 'a trigger id is dead after three seconds', section: '1.4, 9.5' },
  'response-url.five-uses': { says: 'a response_url is good for five answers', section: '1.5, 9.5' },
  'response-url.half-hour': {
    says: 'a response_url is dead after thirty minutes of the workspace clock',
    section: '1.5, 9.5',
  },
  'response-url.delete-original': { says: 'delete_original takes the message away', section: '1.5' },
  'response-url.same-audience': { says: 'a replaced message stays as private or public as it was', section: '1.5' },
  'action.full-state': { says: 'block_actions carries the state of all elements of the message', section: '1.6' },
  'action.ephemeral-bare': { says: 'an action on an ephemeral message comes without the message', section: '1.6' },
  'action.input-silent': { says: 'an element in an input block is silent without dispatch_action', section: '1.6' },
  'interactivity.enabled': { says: 'interactions go nowhere unless the manifest enables them', section: '5' },
  'options.valid': { says: 'external options obey the limits of a menu', section: '1.1' },
  'options.min-query': { says: 'options are asked for from the third character on', section: '1.1' },
} satisfies Record<string, SlackRule>;

const VIEWS = {
  'view.connection-error': { says: 'a form whose app fails stays open with a connection error', section: '1.3' },
  'view.errors-on-inputs': { says: 'errors of a submission name input blocks only', section: '1.7' },
  'view.stack-of-three': { says: 'three modals lie on each other at most', section: '1.7, 9.5' },
  'view.push-on-modal': { says: 'a modal is pushed onto another one only', section: '1.7' },
  'view.hash': { says: 'an update with an old hash is refused', section: '1.7, 9.5' },
  'view.external-id': { says: 'an external_id belongs to one view', section: '1.7' },
  'view.response-urls': { says: 'a submission brings response_urls for inputs that ask for them', section: '1.5' },
  'view.closed-on-request': { says: 'view_closed comes with notify_on_close only', section: '1.7' },
  'view.closed-without-state': { says: 'view_closed comes without what was entered', section: '1.7' },
  'view.is-cleared': { says: 'view_closed says whether the whole stack was closed', section: '1.7' },
  'home.tab-enabled': { says: 'views.publish needs the Home tab in the manifest', section: '5' },
} satisfies Record<string, SlackRule>;

const EVENTS = {
  'event.challenge': { says: 'events go to an address that answered the challenge', section: '1.1' },
  'event.subscribed': { says: 'an app hears of what it subscribed to', section: '1.8' },
  'event.retries': { says: 'an event that is not taken comes again three times', section: '1.8, 9.6' },
  'event.same-id': { says: 'a repeated event has the same event_id', section: '1.8, 9.6' },
  'event.retry-headers': { says: 'a repetition says its number and reason in its headers', section: '1.8, 9.6' },
  'event.no-retry': { says: 'x-slack-no-retry ends the repetitions of an event', section: '1.8' },
  'socket.ticket': { says: 'the address of a socket admits one connection', section: '2' },
  'socket.ten-connections': { says: 'the eleventh connection of an app is turned away', section: '2' },
  'socket.in-turn': { says: 'each payload goes to one connection, in turn', section: '2' },
  'socket.enabled': { says: 'a socket is turned away unless the manifest enables Socket Mode', section: '2' },
  'socket.pings': { says: 'a socket is pinged, since clients leave one that is not', section: '2' },
  'socket.refreshed': { says: 'an old socket is warned, then asked to come anew', section: '2' },
  'socket.debug-reconnects': { says: 'debug_reconnects shortens the life of a socket to six minutes', section: '2' },
} satisfies Record<string, SlackRule>;

const CALLS = {
  'method.known': { says: 'an unknown method is unknown_method', section: '9.2' },
  'args.required': { says: 'a missing argument is named', section: '9.2' },
  'token.in-header': { says: 'the token counts in the header Authorization alone', section: '9.1' },
  'token.known': { says: 'an unknown token is invalid_auth', section: '9.1' },
  'token.kind': { says: 'a method takes one kind of token', section: '9.1' },
  'scope.granted': { says: 'a missing scope is named beside those provided', section: '9.1' },
  'scope.by-kind': { says: 'channels, groups, direct and group messages have scopes of their own', section: '5' },
  'scope.email': { says: 'e-mail addresses are shown with users:read.email only', section: '5' },
  'answer.status-200': { says: 'a refusal has HTTP status 200', section: '9.2' },
  'body.json': { says: 'a JSON body that cannot be read is refused', section: '9.2' },
  'body.json-field': { says: 'a field of a form may hold JSON', section: '9.2' },
  'body.type': { says: 'a body needs a content type that Slack takes', section: '9.2' },
  'body.charset': { says: 'a body is in UTF-8 or ISO 8859-1', section: '6' },
  'page.cursor': { says: 'a cursor that is none is refused', section: '3' },
  'page.limit': { says: 'a page holds no more than the method gives', section: '3' },
  'page.limit-word': { says: 'a limit that is no number is invalid_limit where the method says so', section: '3' },
  'users.limit-required': { says: 'a large workspace is listed with a limit only', section: '3' },
  'page.types': { says: 'an unknown type of channel is invalid_types', section: '3' },
  'users.left-without-zone': { says: 'who left has no time zone any more', section: '6, 9.7' },
  'users.left-not-found': { says: 'who left is not found by e-mail: users_not_found', section: '6' },
  'rate.tier': {
    says: 'a method takes so many calls a minute of the workspace clock, then answers 429',
    section: '3, 9.4',
  },
  'rate.per-method': { says: 'the calls of one method do not use up those of another', section: '3, 9.4' },
  'rate.channel': { says: 'a second post to a channel within a second is counted and shown', section: '3, 9.4' },
  'rate.channel-burst': {
    says: 'a channel whose burst is used up refuses posts until it has recovered',
    section: '3, 9.4',
  },
} satisfies Record<string, SlackRule>;

const PLACES = {
  'channel.private': { says: 'a private place is not there for who is not in it', section: '6' },
  'post.member': { says: 'a bot posts where it is, or anywhere public with chat:write.public', section: '6' },
  'post.thread': { says: 'an answer in a thread hangs on a message that is there', section: '6' },
  'dm.active': { says: 'who was deactivated is written to no more', section: '6, 9.7' },
  'dm.no-bot': { says: 'a bot writes to no bot, nor to Slackbot', section: '9.7' },
  'dm.messages-tab': { says: 'direct messages need the Messages tab in the manifest', section: '9.7' },
  'ephemeral.member': { says: 'an ephemeral message goes to somebody in the channel', section: '6' },
  'ephemeral.bot-there': { says: 'an ephemeral message goes to a channel that the bot is in', section: '6' },
  'channel.join': { says: 'a bot joins channels, not conversations', section: '3' },
  'open.idempotent': { says: 'the same people have the same conversation', section: '9.7' },
  'open.eight-others': { says: 'a conversation has eight others at most', section: '9.7' },
  'open.self-excluded': { says: 'the bot is no other person of its conversation', section: '9.7' },
  'open.prevent-creation': { says: 'prevent_creation only looks', section: '3' },
  'open.no-channel': { says: 'a channel cannot be opened as a conversation', section: '3' },
  'update.own': { says: 'a bot changes and deletes its own messages only', section: '6' },
  'update.not-ephemeral': { says: 'an ephemeral message cannot be updated by its ts', section: '6' },
  'update.text-takes-blocks': { says: 'text without blocks takes the blocks away', section: '6' },
  'update.keeps-metadata': { says: 'metadata stays through an update that leaves it out', section: '6' },
  'history.metadata': { says: 'history gives the payload of metadata to who asks for it', section: '6' },
  'history.member': { says: 'history is read where the bot is', section: '6' },
  'history.ends': { says: 'oldest and latest belong to the range when inclusive', section: '6' },
  'history.ts': { says: 'an end that is no timestamp is refused', section: '6' },
  'history.top-level': { says: 'answers in threads are not in the history of the channel', section: '6' },
  'history.no-ephemeral': { says: 'ephemeral messages are in no history', section: '1.5' },
  'file.length': { says: 'an upload address needs a length above 0', section: '5' },
  'file.announced-length': { says: 'an upload has the announced length', section: '5' },
  'file.uploaded-once': { says: 'a file is completed once, after its bytes came', section: '5' },
  'file.member': { says: 'a file is shared where the bot is', section: '5' },
  'file.private': { says: 'a file is downloaded with the token and files:read only', section: '5' },
} satisfies Record<string, SlackRule>;

const FAULTS_AND_CLOCK = {
  'fault.calls': {
    says: 'calls fail on demand: 429 (without Retry-After too), 5xx, html, slow, broken connections',
    section: '9.4',
  },
  'fault.duplicate': { says: 'an event or interaction comes twice on demand', section: '9.6' },
  'fault.out-of-order': { says: 'an event comes after the next one on demand', section: '9.6' },
  'clock.workspace': {
    says: 'timestamps, limits and lives follow the clock of the workspace; acks, triggers and signatures the real one',
    section: '9.8',
  },
} satisfies Record<string, SlackRule>;

/** The rules of the protocol: everything but Block Kit. */
export const PROTOCOL_RULES = {
  ...REQUESTS,
  ...VIEWS,
  ...EVENTS,
  ...CALLS,
  ...PLACES,
  ...FAULTS_AND_CLOCK,
} satisfies Record<string, SlackRule>;
