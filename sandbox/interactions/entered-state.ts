/** Turns what the control API is given for an element into the state that Slack would report. */

import { optionsOf } from '../block-kit/composition.ts';
import { ControlError } from '../control/control-error.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { fileObject } from '../wire/message-object.ts';
import type { User } from '../workspace/users.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { statefulElement, stateWith } from './element-state.ts';
import { handedFile, storeFile } from './handed-file.ts';

export interface Entry {
  workspace: Workspace;
  origin: string;
  user: User;
  element: JsonObject;
  /** What an external select offered last. */
  offered: JsonObject[];
}

/** The state with this value; null, '' and [] clear it. Throws ControlError for what the element cannot hold. */
export function enteredState(entry: Entry, given: unknown): JsonObject {
  const kind = statefulElement(entry.element);
  if (!kind)
    throw new ControlError(409, 'element_keeps_nothing', `a ${String(entry.element.type)} has no value to set`);
  const set = (value: unknown) => stateWith(entry.element, kind, value);
  switch (kind.form) {
    case 'text':
      return set(one(given) ?? null);
    case 'number':
      return set(one(given) ?? null);
    case 'date':
      return set(formed(given, /^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD'));
    case 'time':
      return set(formed(given, /^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm'));
    case 'moment': {
      const seconds = formed(given, /^\d{10}$/, 'ten digits: seconds since 1970');
      return set(seconds === null ? null : Number(seconds));
    }
    case 'option':
      return set(isEmpty(given) ? null : chosenOption(entry, given));
    case 'options':
      return set(listOf(given).map((each) => chosenOption(entry, each)));
    case 'user':
      return set(isEmpty(given) ? null : chosenUser(entry, given));
    case 'users':
      return set(listOf(given).map((each) => chosenUser(entry, each)));
    case 'channel':
      return set(isEmpty(given) ? null : chosenChannel(entry, given));
    case 'channels':
      return set(listOf(given).map((each) => chosenChannel(entry, each)));
    case 'files':
      return set(listOf(given).map((each) => storedFile(entry, each)));
    case 'rich_text':
      return set(isEmpty(given) ? null : isObject(given) ? given : richText(textOf(given)));
  }
}

function isEmpty(given: unknown): boolean {
  return given === null || given === undefined || given === '' || (Array.isArray(given) && given.length === 0);
}

function listOf(given: unknown): unknown[] {
  if (isEmpty(given)) return [];
  return Array.isArray(given) ? given : [given];
}

/** A single text; numbers are taken as they are written. */
function one(given: unknown): string | undefined {
  if (isEmpty(given)) return undefined;
  if (typeof given === 'number') return String(given);
  if (typeof given === 'string') return given;
  throw new ControlError(400, 'invalid_value', 'this element takes a text');
}

function formed(given: unknown, form: RegExp, what: string): string | null {
  const word = one(given);
  if (word === undefined) return null;
  if (!form.test(word)) throw new ControlError(400, 'invalid_value', `this element takes ${what}`);
  return word;
}

/** The option with this value, or failing that with these words; a whole option is looked up by its value. */
export function chosenOption({ element, offered }: Pick<Entry, 'element' | 'offered'>, given: unknown): JsonObject {
  const options = [...optionsOf(element), ...offered];
  const wanted = isObject(given) ? given.value : String(given);
  const words = (option: JsonObject) => (isObject(option.text) ? textOf(option.text.text) : '');
  const option = options.find((each) => each.value === wanted) ?? options.find((each) => words(each) === wanted);
  if (option) return option;
  const hint =
    options.length === 0
      ? 'ask for the options first: POST /options'
      : `the options are ${options.map((each) => `${String(each.value)} (${words(each)})`).join(', ')}`;
  throw new ControlError(404, 'option_not_found', hint);
}

function chosenUser({ workspace }: Entry, given: unknown): string {
  const user = workspace.users.byIdOrEmail(String(given));
  if (!user) throw new ControlError(404, 'user_not_found', 'give an id or an e-mail of /state');
  return user.id;
}

/** A menu of conversations offers people too, and then reports the person's id. */
function chosenChannel({ workspace, element }: Entry, given: unknown): string {
  const person = String(element.type).endsWith('conversations_select') && workspace.users.byIdOrEmail(String(given));
  if (person) return person.id;
  const channel = workspace.channels.get(String(given)) ?? workspace.channels.byName(String(given));
  if (!channel) throw new ControlError(404, 'channel_not_found', 'give an id or a name of /state');
  return channel.id;
}

function storedFile({ workspace, user, origin }: Entry, given: unknown): JsonObject {
  const read = handedFile.safeParse(given);
  if (!read.success) throw new ControlError(400, 'invalid_value', 'a file is { name, content } or { name, base64 }');
  return fileObject(storeFile(workspace, user, read.data), origin);
}

function richText(text: string): JsonObject {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}
