import { buttons, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed, followedBy } from '../../../slack/message.ts';
import type { Welcome } from '../rules/welcome.ts';
import { SETTINGS } from './ids.ts';

function paragraphs({ program, budgetPerWeek, digest, quiet, turnTo, page }: Welcome): string[] {
  const times = budgetPerWeek === 1 ? 'once a week' : `${budgetPerWeek} times a week`;
  return [
    `I keep the dates of the ${program} for you: what is next, by when, and whom to ask. Type \`/career\` to see what is next for you and what else I can do.`,
    `I write to you of my own accord ${times} at most, beside a digest on ${digest.weekday} at ${digest.at} and what you booked or asked for. I keep quiet from ${quiet.from} to ${quiet.to} in your time zone, on days when the school is closed, and while you are on leave. \`/career settings\` changes all of that.`,
    `Nobody reads what is written to me. ${turnTo.title}: ${turnTo.reach} The program's page: ${page}`,
    'Please keep health and grades out of what you write here: they do not belong here, and I have no place for them.',
  ];
}

/** The first message to somebody, once; `and` is what is due at the same time. */
export function firstContactMessage(welcome: Welcome, and: Message | null): Message {
  const title = `Hello from the ${welcome.program}`;
  const texts = paragraphs(welcome);
  const message = composed(
    [title, ...texts],
    [
      header(title),
      ...texts.map((text) => section(escaped(text))),
      buttons([{ label: 'Settings', action: SETTINGS, value: 'first' }]),
    ],
  );
  return and ? followedBy(message, and) : message;
}
