// How an answer is worked out: who asks, may they, what is said, and what happens when something breaks. Slack's transport is in listen.ts.
import type { Context } from '../context.ts';
import { nearest } from '../domain/nearest.ts';
import { UserError } from '../errors.ts';
import type { AnswerKind, Answers, Asker, Feature, Reply } from '../feature.ts';
import { type Action, authorise, type Relation } from '../people/authorise.ts';
import { findPerson } from '../people/find-person.ts';
import { followMember } from '../people/match-slack.ts';
import { requireCalendar, zoneOf } from '../people/person.ts';
import type { SlackMember } from './directory.ts';
import { FormError, type Submission } from './form.ts';
import type { Choice } from './inputs.ts';
import { sentence } from './message.ts';
import type { Click, DirectMessage, Search, Shortcut, TypedCommand } from './parse.ts';

/** What the log line of an interaction says: no names, no words that were typed. */
export interface Outcome {
  action: string;
  personId: number | null;
  outcome: 'ok' | 'refused' | 'stranger' | 'unknown' | 'malformed' | 'restarting' | 'failed';
  reference?: string;
  error?: unknown;
}

export interface Answered {
  reply: Reply;
  kind: AnswerKind;
  /** The person's Home shows something else from now on. */
  changesHome: boolean;
  /** What has to be entered differently in a form, by field; the form stays open. */
  fields?: Readonly<Record<string, string>>;
  done: Outcome;
}

/** What a menu of many offers; nothing where the asker may not look into it. */
export interface Found {
  choices: readonly Choice[];
  done: Outcome;
}

export interface Answerer {
  command(typed: TypedCommand | undefined): Promise<Answered>;
  click(click: Click | undefined): Promise<Answered>;
  submit(submission: Submission | undefined): Promise<Answered>;
  shortcut(shortcut: Shortcut | undefined): Promise<Answered>;
  search(search: Search | undefined): Promise<Found>;
  directMessage(message: DirectMessage): Promise<Answered>;
  /** The Home page of somebody: the blocks of the answer are the page. */
  home(slackUserId: string): Promise<Answered>;
  /** Somebody joined the workspace, or is different there. Nobody is answered. */
  member(member: SlackMember): Promise<Outcome>;
}

const MALFORMED = sentence("I couldn't read that. Please try again; `/career help` shows what I understand.");
/** What an unknown form turns into when it is sent. */
const UNKNOWN_FORM = sentence(
  "I don't know that form any more, so nothing was changed. Please type `/career` to see where things stand.",
);
const UNKNOWN_CLICK = sentence("I don't know that button any more. Please type `/career` to see where things stand.");

function apology(reference: string): Reply {
  return sentence(
    `Something went wrong on my side, and nothing was changed. Please try again in a while; if it stays so, tell the career planning staff the reference ${reference}.`,
  );
}

function onlyAnswers(features: readonly Feature[]): Answers {
  const [answers, ...others] = features.flatMap((feature) => feature.answers ?? []);
  if (!answers || others.length > 0) throw new Error('exactly one feature contributes `answers`');
  return answers;
}

/** What runs for somebody once they are known and may do it. */
interface Task {
  /** null where nothing of the program is touched. */
  action: Action | null;
  relation?: Relation;
  outcome?: Outcome['outcome'];
  kind?: AnswerKind;
  changesHome?: boolean;
  run: (asker: Asker) => Promise<Reply>;
}

/** What a listener says of who may use it. */
function allowed({ action, relation = 'self' }: { action: Action; relation?: Relation }) {
  return { action, relation };
}

function byAction<Listener extends { action: Action }>(listeners: readonly Listener[]): ReadonlyMap<string, Listener> {
  return new Map(listeners.map((listener) => [listener.action, listener]));
}

/** Runs tasks for whoever a Slack user is. */
function createRunner(ctx: Context, answers: Answers, newReference: () => string) {
  return async function answer(slackUserId: string, task: Task): Promise<Answered> {
    const done: Outcome = { action: task.action ?? 'none', personId: null, outcome: task.outcome ?? 'ok' };
    const said = (reply: Reply, more: Partial<Outcome>): Answered => ({
      reply,
      kind: 'new',
      changesHome: false,
      done: { ...done, ...more },
    });
    try {
      const person = await findPerson(ctx, slackUserId);
      if (!person) return said(answers.stranger(ctx), { outcome: 'stranger' });
      done.personId = person.id;
      requireCalendar(ctx.program, person);
      if (task.action) authorise(task.action, person, task.relation ?? 'self');
      const asker = { person, today: ctx.program.today(ctx.clock.now()), zone: zoneOf(ctx.program, person) };
      const reply = await task.run(asker);
      return { reply, kind: task.kind ?? 'new', changesHome: task.changesHome ?? false, done };
    } catch (error) {
      if (error instanceof FormError)
        return { ...said(sentence(error.message), { outcome: 'refused' }), fields: error.fields };
      if (error instanceof UserError)
        return said(sentence(error.message), { outcome: 'refused', ...(error.cause ? { error: error.cause } : {}) });
      const reference = newReference();
      return said(apology(reference), { outcome: 'failed', reference, error });
    }
  };
}

/**
 * Builds the one way from a parsed interaction to its answer.
 * `newReference` gives the id that ties an apology to the log.
 */
export function createAnswerer(ctx: Context, newReference: () => string): Answerer {
  const answers = onlyAnswers(ctx.features);
  const { actions } = answers;
  const commands = ctx.features.flatMap((feature) => feature.commands ?? []);
  const names = commands.flatMap((command) => [command.name, ...command.alsoCalled].map((name) => ({ name, command })));
  const buttons = byAction(ctx.features.flatMap((feature) => feature.actions ?? []));
  const forms = byAction(ctx.features.flatMap((feature) => feature.forms ?? []));
  const shortcuts = byAction(ctx.features.flatMap((feature) => feature.shortcuts ?? []));
  const menus = byAction(ctx.features.flatMap((feature) => feature.options ?? []));
  const answer = createRunner(ctx, answers, newReference);

  function commandTask(word: string, rest: string): Task {
    if (word === '') return { action: actions.alone, run: (asker) => answers.alone(ctx, asker) };
    const exact = names.find(({ name }) => name === word)?.command;
    const command = exact ?? nearest(word, names, ({ name }) => name)?.command;
    if (command) return { ...allowed(command), run: (asker) => command.run(ctx, asker, rest) };
    const similar = nearest(word, names, ({ name }) => name, 1 / 2)?.name;
    const run: Task['run'] = (asker) => answers.unknown(ctx, asker, word, similar);
    return { action: actions.unknown, outcome: 'unknown', run };
  }

  function clickTask({ actionId, value, values = new Map() }: Click): Task {
    const listener = buttons.get(actionId);
    if (!listener) return { action: null, outcome: 'unknown', run: async () => UNKNOWN_CLICK };
    const { answer: kind, changesHome = false } = listener;
    return { ...allowed(listener), kind, changesHome, run: (asker) => listener.run(ctx, asker, value, values) };
  }

  function formTask({ actionId, value, values }: Submission): Task {
    const listener = forms.get(actionId);
    if (!listener) return { action: null, outcome: 'unknown', run: async () => UNKNOWN_FORM };
    const { changesHome = false } = listener;
    return { ...allowed(listener), changesHome, run: (asker) => listener.run(ctx, asker, value, values) };
  }

  function shortcutTask({ actionId }: Shortcut): Task {
    const listener = shortcuts.get(actionId);
    if (!listener) return { action: null, outcome: 'unknown', run: async () => UNKNOWN_CLICK };
    return { ...allowed(listener), run: (asker) => listener.run(ctx, asker) };
  }

  async function searched({ slackUserId, actionId, words }: Search): Promise<Found> {
    const listener = menus.get(actionId);
    let choices: readonly Choice[] = [];
    const run = async (asker: Asker): Promise<Reply> => {
      choices = (await listener?.run(ctx, asker, words)) ?? [];
      return UNKNOWN_CLICK;
    };
    const task: Task = listener ? { ...allowed(listener), run } : { action: null, outcome: 'unknown', run };
    const { done } = await answer(slackUserId, task);
    return { choices, done };
  }

  const malformed: Answered = {
    reply: MALFORMED,
    kind: 'new',
    changesHome: false,
    done: { action: 'none', personId: null, outcome: 'malformed' },
  };
  return {
    command: async (typed) => (typed ? answer(typed.slackUserId, commandTask(typed.word, typed.rest)) : malformed),
    click: async (click) => (click ? answer(click.slackUserId, clickTask(click)) : malformed),
    submit: async (form) => (form ? answer(form.slackUserId, formTask(form)) : malformed),
    shortcut: async (shortcut) => (shortcut ? answer(shortcut.slackUserId, shortcutTask(shortcut)) : malformed),
    search: async (search) => (search ? searched(search) : { choices: [], done: malformed.done }),
    directMessage: ({ slackUserId }) =>
      answer(slackUserId, { action: actions.directMessage, run: (asker) => answers.directMessage(ctx, asker) }),
    home: (slackUserId) => answer(slackUserId, { action: actions.home, run: (asker) => answers.home(ctx, asker) }),
    member: async (member) => {
      const personId = await followMember(ctx, member);
      return { action: 'people.member', personId, outcome: personId === null ? 'stranger' : 'ok' };
    },
  };
}
