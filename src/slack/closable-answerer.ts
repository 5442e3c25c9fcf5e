// The last moments of a process: what comes in while the rest is finished is told to come again, instead of getting no answer.
import type { Answered, Answerer } from './answer.ts';
import { sentence } from './message.ts';

export interface ClosableAnswerer extends Answerer {
  /** From now on nothing new is begun. */
  close(): void;
}

const RESTARTING: Answered = {
  reply: sentence("I'm restarting just now, and nothing was changed. Please try again in a minute."),
  kind: 'new',
  changesHome: false,
  done: { action: 'none', personId: null, outcome: 'restarting' },
};

/** The same answers until it is closed. A Home page has no place for such words: it is still put together. */
export function createClosableAnswerer(answerer: Answerer): ClosableAnswerer {
  let isClosed = false;
  const unlessClosed = async (answer: () => Promise<Answered>) => (isClosed ? RESTARTING : answer());
  return {
    command: (typed) => unlessClosed(() => answerer.command(typed)),
    click: (click) => unlessClosed(() => answerer.click(click)),
    submit: (submission) => unlessClosed(() => answerer.submit(submission)),
    shortcut: (shortcut) => unlessClosed(() => answerer.shortcut(shortcut)),
    search: async (search) => (isClosed ? { choices: [], done: RESTARTING.done } : answerer.search(search)),
    directMessage: (message) => unlessClosed(() => answerer.directMessage(message)),
    home: (slackUserId) => answerer.home(slackUserId),
    member: (member) => answerer.member(member),
    close: () => {
      isClosed = true;
    },
  };
}
