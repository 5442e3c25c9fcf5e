import type { Context } from './context.ts';
import type { Day } from './domain/day.ts';
import type { Upcoming } from './domain/upcoming.ts';
import type { Action } from './people/authorise.ts';
import type { Person } from './people/person.ts';
import type { Block, Message } from './slack/blocks.ts';

/** Who asks, and when: the day and the zone in which everything is answered. */
export interface Asker {
  person: Person;
  /** The day it is at the school. */
  today: Day;
  /** IANA name of the zone in which times are written. */
  zone: string;
}

/** One line of the help, shown to those who may do it. */
export interface HelpLine {
  usage: string;
  text: string;
}

export type AnswerKind = 'new' | 'replace' | 'none';

/** A file that goes to the person's direct messages. */
export interface SentFile {
  name: string;
  title: string;
  content: string;
}

export type Reply = Message & { file?: SentFile };

/** What follows `/career`. Its entry in `authorise` is `feature.name`. */
export interface CommandListener {
  name: string;
  alsoCalled: readonly string[];
  action: Action;
  help: readonly HelpLine[];
  /** `words` is what was typed after the name. */
  run(ctx: Context, asker: Asker, words: string): Promise<Message>;
}

/** A button or menu. Its id is its entry in `authorise`. */
export interface ActionListener {
  action: Action;
  /** `new` answers below; `replace` turns the message with the button into the answer; `none` says nothing (a link was opened). */
  answer: AnswerKind;
  /** What the person's Home shows is changed by it: Home is published anew. */
  changesHome?: boolean;
  /** `value` is what the button or the chosen option carries: an id, to be parsed. */
  run(ctx: Context, asker: Asker, value: string): Promise<Reply>;
}

/** What is said where no command is named; one feature contributes it. */
export interface Answers {
  /** Their entries in `authorise`; a stranger needs none. */
  actions: Readonly<Record<'alone' | 'unknown' | 'directMessage' | 'home', Action>>;
  /** `/career` alone. */
  alone(ctx: Context, asker: Asker): Promise<Message>;
  /** A first word that nobody knows; `near` is the command that looks most like it. */
  unknown(ctx: Context, asker: Asker, word: string, near: string | undefined): Promise<Message>;
  directMessage(ctx: Context, asker: Asker): Promise<Message>;
  /** The Home page: what the features contribute, put together; the blocks are the page. */
  home(ctx: Context, asker: Asker): Promise<Message>;
  /** Somebody whom the program does not know. */
  stranger(ctx: Context): Message;
}

/** A row that refers to something which the program does not hold any more. */
export interface Stray {
  /** What kind of row it is. */
  kind: string;
  /** Its own key. */
  key: string;
  /** What it refers to. */
  missing: string;
}

/** What lies ahead of one person between two days (inclusive), from all slices, asked at once; in no order. */
export async function upcomingFrom(ctx: Context, person: Person, from: Day, to: Day): Promise<Upcoming[]> {
  const contributed = await Promise.all(ctx.features.flatMap((f) => f.upcoming?.(ctx, [person], from, to) ?? []));
  return contributed.flatMap((byPerson) => byPerson.get(person.id) ?? []);
}

/** What a slice contributes; slices meet only through this. */
export interface Feature {
  name: string;
  commands?: readonly CommandListener[];
  actions?: readonly ActionListener[];
  answers?: Answers;
  /** What of the slice's own has lost its place in the program; asked for at start. */
  strays?(ctx: Context): Promise<readonly Stray[]>;
  /** The slice's part of the asker's Home page, at most 12 blocks. */
  home?(ctx: Context, asker: Asker): Promise<Block[]>;
  /** What lies ahead of people between two days (inclusive), by person id; asked for many at once. */
  upcoming?(
    ctx: Context,
    people: readonly Person[],
    from: Day,
    to: Day,
  ): Promise<ReadonlyMap<number, readonly Upcoming[]>>;
}
