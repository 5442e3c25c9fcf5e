import type { Temporal } from 'temporal-polyfill';
import type { Context } from './context.ts';
import type { Db, Tx } from './db/client.ts';
import type { Day } from './domain/day.ts';
import type { FormValues } from './domain/form-values.ts';
import type { Reminder, ReminderKey } from './domain/reminder.ts';
import type { Upcoming } from './domain/upcoming.ts';
import type { Action, Relation } from './people/authorise.ts';
import type { Person } from './people/person.ts';
import type { Block, ButtonSpec, Message } from './slack/blocks.ts';
import type { Form } from './slack/form.ts';
import type { Choice } from './slack/inputs.ts';

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

/** `form` opens in place of the message, which is said where a form can't be opened any more (three seconds are over). */
export type Reply = Message & { file?: SentFile; form?: Form };

/** Whose things a listener touches: the asker's own where nothing is said; `program` for what staff do. */
interface Listener {
  action: Action;
  relation?: Relation;
}

/** What follows `/career`. Its entry in `authorise` is `feature.name`. */
export interface CommandListener extends Listener {
  name: string;
  alsoCalled: readonly string[];
  help: readonly HelpLine[];
  /** `words` is what was typed after the name. */
  run(ctx: Context, asker: Asker, words: string): Promise<Reply>;
}

/** A button or menu. Its id is its entry in `authorise`. */
export interface ActionListener extends Listener {
  /** `new` answers below; `replace` turns the message with the button into the answer; `none` says nothing (a link was opened). */
  answer: AnswerKind;
  /** What the person's Home shows is changed by it: Home is published anew. */
  changesHome?: boolean;
  /** `value` is what the button or the chosen option carries: an id, to be parsed. */
  run(ctx: Context, asker: Asker, value: string): Promise<Reply>;
}

/** A form that somebody sends. Its id is its entry in `authorise`. */
export interface FormListener extends Listener {
  changesHome?: boolean;
  /** `value` is what the form carried: an id, to be parsed. Throws a FormError for what has to be entered differently; the reply takes the form's place. */
  run(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply>;
}

/** A shortcut of the workspace; its callback id is its entry in `authorise`. The reply opens as a form. */
export interface ShortcutListener extends Listener {
  run(ctx: Context, asker: Asker): Promise<Reply>;
}

/** What a menu of many offers for the words typed so far; its action id is its entry in `authorise`. */
export interface OptionsListener extends Listener {
  run(ctx: Context, asker: Asker, words: string): Promise<readonly Choice[]>;
}

/** What staff see and do under `/career staff <name>`. */
export interface StaffPage {
  name: string;
  alsoCalled: readonly string[];
  action: Action;
  help: HelpLine;
  /** `words` is what was typed after the name. */
  run(ctx: Context, asker: Asker, words: string): Promise<Reply>;
}

/** A number that staff watch, and what opens the list behind it. */
export interface Count {
  label: string;
  count: number;
  button: ButtonSpec;
}

/** An act that is taken back: what its audit row stored to that end. */
export interface UndoneAct {
  auditId: number;
  actorId: number | null;
  subjectId: number | null;
  inverse: unknown;
}

/** Takes an act back in this transaction and says what became of it. Throws a UserError, which says by whom, where the rows changed since. */
export type Undo = (ctx: Context, tx: Tx, undone: UndoneAct, by: Person) => Promise<string>;

/** What an import of a table makes different, in words: a line a row. */
export interface ImportDifference {
  added: number;
  changed: number;
  unchanged: number;
  lines: readonly string[];
}

/** A table that staff paste, send as a file, or import by a command-line tool; every export imports again unchanged. */
export interface Importer {
  /** As it is typed: `people`, `sessions`. */
  table: string;
  title: string;
  action: Action;
  columns: { required: readonly string[]; optional: readonly string[] };
  /** Reads all of it, compares, writes. All or nothing: throws a ListedError with every bad line, its column and reason. */
  run(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference>;
  /** The whole table as CSV. */
  export(ctx: Context): Promise<string>;
}

/** Something that waits for a person's answer. */
export interface Waiting {
  text: string;
  buttons: readonly ButtonSpec[];
}

/** What a reminder is about, as it is at the moment of asking, and what one would do about it. */
export interface Reminded {
  upcoming: Upcoming;
  /** In a word or two, what has become different: `new time`, `cancelled`; null where it is simply ahead. */
  news: string | null;
  buttons: readonly ButtonSpec[];
}

/** What a slice adds to a session, wherever that is shown to one person. */
export interface SessionNote {
  /** How it stands for the person, in a line: `You are going`; null where there is nothing to say. */
  text: string | null;
  buttons: readonly ButtonSpec[];
  /** For those who run it: lines with who comes. */
  list: readonly string[];
}

/** Who writes a message of the outbox at the moment of sending. `null`: there is nothing to say any more. */
export type Composer = (ctx: Context, person: Person | null, content: unknown) => Promise<Reply | null>;

/** Work that is driven by time. */
export interface Job {
  /** `feature.verb`. */
  name: string;
  /** What becomes of runs that were missed while no process was there: one run for all of them, or none. */
  missed: 'once' | 'skip';
  /** The first moment after `after` at which it runs; null: at none that is known. */
  next(ctx: Context, after: Temporal.Instant): Promise<Temporal.Instant | null>;
  /** `scheduledFor` is the moment it was to run at; the present is the clock's. */
  run(ctx: Context, scheduledFor: Temporal.Instant): Promise<void>;
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
  const contributed = await gathered(ctx.features.map((feature) => feature.upcoming?.(ctx, [person], from, to)));
  return contributed.get(person.id) ?? [];
}

/** What all slices add to sessions for one person, by the ids of the sessions, in the order of the features. */
export async function sessionNotesFrom(
  ctx: Context,
  person: Person,
  sessionIds: readonly number[],
): Promise<ReadonlyMap<number, readonly SessionNote[]>> {
  const contributed = await Promise.all(
    ctx.features.map((feature) => feature.sessionNotes?.(ctx, person, sessionIds) ?? new Map<number, SessionNote>()),
  );
  return new Map(sessionIds.map((id) => [id, contributed.flatMap((notes) => notes.get(id) ?? [])]));
}

/** By the id of the person. */
export type ByPerson<T> = ReadonlyMap<number, readonly T[]>;

/** Asks all slices for something of many people, at once, and puts it together. */
export async function gathered<T>(asked: readonly (Promise<ByPerson<T>> | undefined)[]): Promise<Map<number, T[]>> {
  const all = new Map<number, T[]>();
  for (const byPerson of await Promise.all(asked)) {
    for (const [id, items] of byPerson ?? []) {
      const known = all.get(id);
      if (known) known.push(...items);
      else all.set(id, [...items]);
    }
  }
  return all;
}

/** Somebody before and after something became different about them. */
export interface PersonChange {
  before: Person;
  after: Person;
}

/** Somebody with whom a person must have no practice interview. */
export interface KeptApart {
  /** The other's id. */
  person: number;
  /** Their own RASA, Society Advisor or PCE mentor; or because one of the two asked for it. */
  why: 'advisor' | 'do-not-pair';
}

/** What a slice contributes; slices meet only through this. What is asked for people is asked for many at once. */
export interface Feature {
  name: string;
  commands?: readonly CommandListener[];
  actions?: readonly ActionListener[];
  forms?: readonly FormListener[];
  shortcuts?: readonly ShortcutListener[];
  options?: readonly OptionsListener[];
  staffPages?: readonly StaffPage[];
  importers?: readonly Importer[];
  /** By act; those that are not named can't be taken back. */
  undo?: Readonly<Partial<Record<Action, Undo>>>;
  /** Numbers for the staff's console. */
  counts?(ctx: Context): Promise<readonly Count[]>;
  jobs?: readonly Job[];
  /** By name; a row of the outbox names one as `feature.name`. */
  composers?: Readonly<Record<string, Composer>>;
  answers?: Answers;
  /** What of the slice's own has lost its place in the program; asked for at start. */
  strays?(ctx: Context): Promise<readonly Stray[]>;
  /** The slice's part of the asker's Home page, at most 12 blocks. */
  home?(ctx: Context, asker: Asker): Promise<Block[]>;
  /** What lies ahead of people between two days (inclusive), by person id; asked for many at once. */
  upcoming?(ctx: Context, people: readonly Person[], from: Day, to: Day): Promise<ByPerson<Upcoming>>;
  /** What waits for their answer, the oldest first. */
  waiting?(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>>;
  /** What passed and is still undone, in order of its day. */
  stillOpen?(ctx: Context, people: readonly Person[]): Promise<ByPerson<Upcoming>>;
  /** With whom students must have no practice interview, by the student's id. Read in the transaction that plans or confirms one. */
  keptApart?(ctx: Context, db: Db | Tx, studentIds: readonly number[]): Promise<ByPerson<KeptApart>>;
  /** Reminders that fall due from `from` (inclusive) to `to` (exclusive). */
  due?(
    ctx: Context,
    people: readonly Person[],
    from: Temporal.Instant,
    to: Temporal.Instant,
  ): Promise<ByPerson<Reminder>>;
  /** Subjects (the word before the colon) that `stillTrue` knows. */
  subjects?: readonly string[];
  /** What a reminder is about, as it is now; null where it does not hold any more: done, cancelled, no longer theirs. Asked at the moment of sending. */
  stillTrue?(ctx: Context, person: Person, key: ReminderKey): Promise<Reminded | null>;
  /** What the slice adds to sessions for a person, by session id. */
  sessionNotes?(ctx: Context, person: Person, sessionIds: readonly number[]): Promise<ReadonlyMap<number, SessionNote>>;
  /** Sessions were dated, changed or cancelled in this transaction, whose rows it has locked. */
  onSessionsChanged?(ctx: Context, tx: Tx, sessionIds: readonly number[]): Promise<void>;
  /** People were changed in this transaction: how they were, and how they are. */
  onPeopleChanged?(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void>;
}
