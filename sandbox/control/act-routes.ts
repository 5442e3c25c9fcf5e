/** The calls that act as a person. */
import { z } from 'zod';
import { addMember, changeMember, joinChannel } from '../interactions/change-members.ts';
import { click } from '../interactions/click.ts';
import { closeView } from '../interactions/close-view.ts';
import { handedFile, storeFile } from '../interactions/handed-file.ts';
import { loadOptions } from '../interactions/load-options.ts';
import { openHome } from '../interactions/open-home.ts';
import { runCommand } from '../interactions/run-command.ts';
import { say } from '../interactions/say.ts';
import { submitView } from '../interactions/submit-view.ts';
import { useShortcut } from '../interactions/use-shortcut.ts';
import { memberSchema } from '../members.ts';
import { ControlError } from './control-error.ts';
import { actingUser, botConversation, changeableUser, readableChannel, userOf, writableChannel } from './lookup.ts';
import { type Control, type Route, route } from './route.ts';

const user = z.string();
const target = {
  channel: z.string().optional(),
  ts: z.string().optional(),
  message_seq: z.number().optional(),
  view_id: z.string().optional(),
};
const element = { action_id: z.string(), block_id: z.string().optional() };

export const actRoutes: Readonly<Record<string, Route>> = {
  '/command': route(
    z.object({ user, command: z.string(), text: z.string().default(''), channel: z.string().optional() }),
    ({ core }, input) => {
      const person = actingUser(core, input.user);
      const channel =
        input.channel === undefined ? botConversation(core, person) : readableChannel(core, person, input.channel);
      return runCommand(core, { user: person, channel, command: input.command, text: input.text });
    },
  ),

  '/message': route(
    z.object({
      user,
      channel: z.string().optional(),
      with: z.array(z.string()).min(1).optional(),
      text: z.string().default(''),
      thread_ts: z.string().optional(),
      files: z.array(handedFile).default([]),
    }),
    sayAs,
  ),

  '/click': route(
    z.object({ user, ...target, ...element, value: z.unknown().optional(), selected: z.unknown().optional() }),
    ({ core }, input) => click(core, { ...input, ...placeOf(core, input) }),
  ),

  '/options': route(z.object({ user, ...target, ...element, query: z.string() }), ({ core }, input) =>
    loadOptions(core, { ...input, ...placeOf(core, input) }),
  ),

  '/shortcut': route(z.object({ user, callback_id: z.string(), ...target }), ({ core }, input) =>
    useShortcut(core, { ...input, ...placeOf(core, input) }),
  ),

  '/submit': route(z.object({ user, values: z.record(z.string(), z.unknown()).default({}) }), ({ core }, input) =>
    submitView(core, actingUser(core, input.user), input.values),
  ),

  '/close': route(z.object({ user, all: z.boolean().default(false) }), ({ core }, input) =>
    closeView(core, actingUser(core, input.user), input.all),
  ),

  '/home': route(z.object({ user, tab: z.enum(['home', 'messages']).default('home') }), ({ core }, input) =>
    openHome(core, actingUser(core, input.user), input.tab),
  ),

  '/join': route(z.object({ user, channel: z.string() }), ({ core }, input) => {
    const person = userOf(core, input.user);
    return joinChannel(core, person, readableChannel(core, person, input.channel));
  }),

  '/users': route(
    z.union([
      z.object({ add: memberSchema }),
      z.object({
        user,
        set: memberSchema.pick({ name: true, email: true, tz: true, deleted: true }).partial().strict(),
      }),
    ]),
    ({ core }, input) => {
      if ('add' in input) return addMember(core, input.add);
      const { name, email, tz, deleted } = input.set;
      return changeMember(core, changeableUser(core, input.user), {
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        ...(tz === undefined ? {} : { tz }),
        ...(deleted === undefined ? {} : { deleted }),
      });
    },
  ),
};

interface PlaceWords {
  user: string;
  channel?: string | undefined;
}

/** The acting person, and the id of the channel where one is named. */
function placeOf(core: Control['core'], words: PlaceWords) {
  const person = actingUser(core, words.user);
  const channel = words.channel === undefined ? undefined : readableChannel(core, person, words.channel).id;
  return { user: person, channel };
}

interface Saying {
  user: string;
  channel?: string | undefined;
  with?: string[] | undefined;
  text: string;
  thread_ts?: string | undefined;
  files: z.output<typeof handedFile>[];
}

function sayAs({ core }: Control, input: Saying) {
  const { workspace } = core;
  const person = actingUser(core, input.user);
  if (input.text.trim() === '' && input.files.length === 0) {
    throw new ControlError(400, 'no_text', 'a message says something, or has a file');
  }
  const others = (input.with ?? []).map((word) => userOf(core, word).id);
  const channel =
    others.length > 0
      ? workspace.channels.conversation([person.id, ...others], workspace.clock.now()).channel
      : input.channel === undefined
        ? botConversation(core, person)
        : undefined;
  const place = writableChannel(core, person, channel?.id ?? input.channel ?? '');
  if (input.thread_ts !== undefined && !workspace.messages.get(place.id, input.thread_ts)) {
    throw new ControlError(404, 'thread_not_found', 'thread_ts is the ts of a message in that place');
  }
  const files = input.files.map((file) => storeFile(workspace, person, file));
  return say(core, {
    user: person,
    channel: place,
    text: input.text,
    threadTs: input.thread_ts,
    files,
  });
}
