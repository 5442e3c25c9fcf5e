import type { Temporal } from 'temporal-polyfill';
import type { Context } from './context.ts';
import type { Db, Tx } from './db/client.ts';
import type { DoneWhen } from './domain/advising.ts';
import { type Audience, type SliceTerm, sliceTermsOf } from './domain/audience.ts';
import type { Day } from './domain/day.ts';
import type { FormValues } from './domain/form-values.ts';
import type { Reminder, ReminderKey } from './domain/reminder.ts';
import type { Upcoming, When } from './domain/upcoming.ts';
import type { Forecast } from './forecast.ts';
import type { Importer, Undo } from './importer.ts';
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
  /** `value` is what the button or the chosen option carries: an id, to be parsed. `values`: what stands in the fields of its message. */
  run(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply>;
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
  /** What brought the news, in a sentence that is said once over all of it: that the school is closed on a day. */
  occasion?: string;
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

/** A milestone that a student has not done yet, or an open step of one, for those who may know of it. */
export interface OpenMilestone {
  /** As `settleMilestone` takes it. */
  id: string;
  title: string;
  when: When;
  /** From this day on it can be done. */
  begins: Day;
  /** Its day or its months are over. */
  isPast: boolean;
  /** What completes it beside its student. */
  doneWhen: DoneWhen | null;
}

/** A milestone of a student that somebody (by id) saw done, or takes back. */
export interface SettledMilestone {
  personId: number;
  /** As `OpenMilestone` has it. */
  id: string;
  by: number;
  done: boolean;
}

/** In place of a message at the moment of sending: it may be said from a later moment on, when it is asked for again. */
export interface NotYet {
  notBefore: Temporal.Instant;
  text?: never;
  blocks?: never;
  file?: never;
}

/** Who writes a message of the outbox at the moment of sending. `null`: there is nothing to say any more. */
export type Composer = (ctx: Context, person: Person | null, content: unknown) => Promise<Reply | NotYet | null>;

/** Something that staff say to many people at once, to one of them. */
export interface Notice {
  person: Person;
  /** `notice` or `nudge`; due when it could be said at the earliest. */
  reminder: Reminder;
  /** Two staff members released it: Match week does not keep it back. */
  released: boolean;
}

/** When a notice may be said; or why not. `digest`: in the next digest only. */
export type NoticeTime = { at: Temporal.Instant } | { unsaid: 'away' | 'match-week' | 'digest' | 'no-digest' | 'late' };

/** A notice that went into the outbox, to be counted among what a person is told in a week. */
export interface SaidNotice {
  personId: number;
  reminder: Reminder;
  at: Temporal.Instant;
  outboxId: number;
}

/** How what staff say to many is kept to the rules of delivery; one feature contributes it. */
export interface Notices {
  /** By the id of the person. Read and decided in this transaction. */
  times(ctx: Context, tx: Tx, notices: readonly Notice[]): Promise<ReadonlyMap<number, NoticeTime>>;
  /** Whether one may still be said at the moment of sending: somebody may have gone on leave, or want a pause, or it is night by now. */
  hindrance(ctx: Context, notice: Notice): Promise<NoticeTime | null>;
  said(tx: Tx, said: readonly SaidNotice[]): Promise<void>;
}

/** Answers a term of an audience: the ids of those of whom it holds. */
export type AudienceResolver = (ctx: Context, tx: Tx, term: SliceTerm) => Promise<readonly number[]>;

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

/** The open milestones of students, from all slices, by their day; read in the transaction that decides by them, where one does. */
export function openMilestonesFrom(
  ctx: Context,
  people: readonly Person[],
  tx?: Tx,
): Promise<Map<number, OpenMilestone[]>> {
  return gathered(ctx.features.map((feature) => feature.openMilestones?.(ctx, people, tx)));
}

/** Completes a milestone, or opens it again, in whichever slice keeps it; false where it was so already. */
export async function settleMilestone(ctx: Context, tx: Tx, settled: SettledMilestone): Promise<boolean> {
  let changed = false;
  for (const feature of ctx.features) changed = (await feature.settleMilestone?.(ctx, tx, settled)) || changed;
  return changed;
}

/** Tells all slices, in this transaction, that something became different about people. */
export async function tellPeopleChanged(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, changes);
}

/** What slices know of the terms of an audience that only they can answer. */
export async function answersTo(
  ctx: Context,
  tx: Tx,
  audience: Audience,
): Promise<(term: SliceTerm) => readonly number[]> {
  const answers = new Map<string, readonly number[]>();
  const keyOf = ({ rsvp, answer }: SliceTerm) => `${rsvp} ${answer}`;
  const resolve = ctx.features.find((feature) => feature.audience?.rsvp)?.audience?.rsvp;
  for (const term of sliceTermsOf(audience)) answers.set(keyOf(term), (await resolve?.(ctx, tx, term)) ?? []);
  return (term) => answers.get(keyOf(term)) ?? [];
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
  /** What the acts that the audit keeps are called, in a few words: `moved a session`. */
  acts?: Readonly<Partial<Record<Action, string>>>;
  /** What is going out over the next days, for the staff's console. */
  forecast?: Forecast;
  /** What stands above everything on the asker's Home page, at most 45 blocks. */
  homeTop?(ctx: Context, asker: Asker): Promise<Block[]>;
  /** Numbers for the staff's console. */
  counts?(ctx: Context): Promise<readonly Count[]>;
  jobs?: readonly Job[];
  /** By name; a row of the outbox names one as `feature.name`. */
  composers?: Readonly<Record<string, Composer>>;
  answers?: Answers;
  /** Terms of an audience that only this slice can answer. */
  audience?: { rsvp?: AudienceResolver };
  notices?: Notices;
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
  /** Milestones that are open, by their day; those of somebody who is away wait. Who may know of them the caller has made sure. */
  openMilestones?(ctx: Context, people: readonly Person[], tx?: Tx): Promise<ByPerson<OpenMilestone>>;
  /** Completes a milestone or opens it again; false where it was so already. Who may the caller has made sure. */
  settleMilestone?(ctx: Context, tx: Tx, settled: SettledMilestone): Promise<boolean>;
  /** With whom students must have no practice interview, by the student's id. Read in the transaction that plans or confirms one. */
  keptApart?(ctx: Context, db: Db | Tx, studentIds: readonly number[]): Promise<ByPerson<KeptApart>>;
  /** The ids of the Society Advisors who are assigned to students today, by the student's id. */
  societyAdvisors?(ctx: Context, db: Db | Tx, studentIds: readonly number[]): Promise<ByPerson<number>>;
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
