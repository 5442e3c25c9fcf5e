// What a message of the bot is about, by the words a person reads: titles of this year's sessions and milestones, and the kind of message.
import type { Year } from './script.ts';
import type { Told } from './workspace.ts';

export type MessageKind = 'welcome' | 'digest' | 'place' | 'reminder' | 'other';

/** One thing that a message names. `news`: it says that something about it has changed. */
export interface Mention {
  message: Message;
  key: string;
  news: boolean;
}

export interface Message extends Told {
  kind: MessageKind;
  mentions: Mention[];
}

const SESSION = /\bS\d{3}\b/;

/** In a digest the news stand behind the line, in brackets. */
const NEWS_BEHIND = /\([^)]*(time|cancelled|postponed|online|moved|date)[^)]*\)$/i;

function kindOf(text: string): MessageKind {
  if (text.startsWith('Hello from the')) return 'welcome';
  if (text.startsWith('What is ahead of you')) return 'digest';
  if (text.startsWith('A place has become free')) return 'place';
  return 'reminder';
}

/** Reads a message. A milestone of the same title that comes twice in a year is told apart by `occurring`. */
export function recognised(told: Told, year: Year, occurring: (key: string, told: Told) => boolean): Message {
  const kind = kindOf(told.text);
  const message: Message = { ...told, kind, mentions: [] };
  for (const line of told.text.split('\n').filter((each) => !each.startsWith('Why you get this'))) {
    const session = SESSION.exec(line)?.[0];
    if (session) {
      // `New time: Panel on Neurology S012, Fri, ...`
      const news = line.slice(0, line.indexOf(session)).includes(': ') || (kind === 'digest' && NEWS_BEHIND.test(line));
      if (!message.mentions.some(({ key }) => key === session)) message.mentions.push({ message, key: session, news });
      continue;
    }
    const ofTitle = year.milestones.filter(({ titles }) => titles.some((title) => line.includes(title)));
    const milestone = ofTitle.find(({ key }) => occurring(key, told)) ?? ofTitle[0];
    if (milestone) message.mentions.push({ message, key: milestone.key, news: false });
  }
  if (message.mentions.length === 0 && kind === 'reminder') message.kind = 'other';
  return message;
}
