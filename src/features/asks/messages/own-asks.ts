// What an asker sees: what can be asked for, and where their own cases stand.
import type { Temporal } from 'temporal-polyfill';
import { ASK_KINDS, type AskKind, WAYS } from '../../../domain/asks.ts';
import { momentText } from '../../../domain/wording.ts';
import { type Block, buttons, context, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { type Choice, choice, selectInput, textInput, ticksInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { FIELDS_OF, KIND_TITLES, WAY_NAMES, WORDS_LIMIT } from '../rules/kinds.ts';
import { askedLines, type CaseView, caseTitle, ownStateText, queueName } from './case-lines.ts';
import { newButton, ownButton, ownCaseButton, SEND, WITHDRAW } from './ids.ts';

const TITLE = 'Ask';
const INTRO = 'What are you looking for? Somebody takes it on and comes back to you.';
const PRIVACY =
  'What you write is seen by you and by those who answer it, and by nobody else. Please keep health and grades out of it.';
const ALUMNI_PRIVACY =
  'What you write is seen by you, by those who answer it, and by the graduate you are introduced to. Please keep health and grades out of it.';

/** Everything one can ask for, with one's own cases below. */
export function askAnswer({ own }: { own: readonly CaseView[] }): Message {
  const lines = own.map((one) => `${caseTitle(one)}: ${ownStateText(one)}`);
  const blocks: Block[] = own.map((one, at) => section(escaped(lines[at] ?? ''), ownCaseButton(one.id), lines[at]));
  return composed(
    [
      TITLE,
      INTRO,
      ...ASK_KINDS.map((kind) => KIND_TITLES[kind]),
      PRIVACY,
      ...(lines.length > 0 ? ['', 'Your asks', ...lines] : []),
    ],
    [
      header(TITLE),
      section(escaped(INTRO)),
      buttons(ASK_KINDS.map(newButton)),
      context(escaped(PRIVACY)),
      ...(blocks.length > 0 ? [section('*Your asks*'), ...blocks] : []),
    ],
  );
}

export const ASK_FIELDS = { specialty: 'specialty', place: 'place', ways: 'ways', words: 'words' } as const;

/** A form for one kind. */
export function askForm({
  kind,
  specialties,
}: {
  kind: AskKind;
  specialties: readonly Choice[];
}): Message & { form: Form } {
  const { specialty, meeting, label } = FIELDS_OF[kind];
  const form: Form = {
    action: SEND,
    value: kind,
    title: KIND_TITLES[kind],
    submit: 'Ask',
    blocks: [
      ...(specialty === null
        ? []
        : [
            selectInput({
              id: ASK_FIELDS.specialty,
              label: 'Specialty',
              choices: specialties,
              optional: specialty === 'optional',
            }),
          ]),
      ...(meeting
        ? [
            textInput({ id: ASK_FIELDS.place, label: 'Place or program', most: 200, optional: true }),
            ticksInput({
              id: ASK_FIELDS.ways,
              label: 'By',
              choices: WAYS.map((way) => choice(WAY_NAMES[way], way)),
              optional: true,
            }),
          ]
        : []),
      textInput({ id: ASK_FIELDS.words, label, multiline: true, most: WORDS_LIMIT }),
      context(escaped(kind === 'alumni-advisor' ? ALUMNI_PRIVACY : PRIVACY)),
    ],
  };
  const text = 'The form could not open just now. Please press the button again.';
  return { ...composed([text], [section(escaped(text))]), form };
}

/** What became of an ask. */
export function askSent({ asked, by }: { asked: CaseView; by: string }): Message {
  const text = `${caseTitle(asked)}: your ask is with ${queueName(asked.queue)}. You should hear by ${by}, and I tell you as soon as somebody has taken it on.`;
  return composed([text], [section(escaped(text)), buttons([ownButton()])]);
}

export interface OwnCase {
  asked: CaseView;
  replies: readonly { author: string; at: Temporal.Instant; words: string }[];
  /** The reader's. */
  zone: string;
}

/** One's own case: what was asked, where it stands, what was answered. */
export function ownCase({ asked, replies, zone }: OwnCase): Message {
  const title = caseTitle(asked);
  const lines = [ownStateText(asked), ...askedLines(asked, zone)];
  const answers = replies.map(({ author, at, words }) => `${author}, ${momentText(at, zone)}: ${words}`);
  const withdraw = {
    label: 'Never mind',
    action: WITHDRAW,
    value: String(asked.id),
    confirm: {
      title: 'Close this ask?',
      text: 'Nobody will come back to you about it.',
      yes: 'Close it',
      no: 'Keep it',
    },
  };
  return composed(
    [title, ...lines, ...answers],
    [
      header(title),
      section(lines.map(escaped).join('\n')),
      ...answers.map((line) => section(escaped(line))),
      buttons(asked.state === 'closed' ? [ownButton()] : [withdraw, ownButton()]),
    ],
  );
}
