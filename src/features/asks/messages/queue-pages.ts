// What those see who look after a queue: what stands in it, and one case with what can be done about it.
import type { Temporal } from 'temporal-polyfill';
import { undoButton } from '../../../domain/undo.ts';
import { momentText } from '../../../domain/wording.ts';
import { type Block, type ButtonSpec, buttons, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { type EmailDraft, emailBlocks, emailLines } from '../../../slack/email-draft.ts';
import type { Form } from '../../../slack/form.ts';
import { searchInput, textInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { WORDS_LIMIT } from '../rules/kinds.ts';
import { askedLines, type CaseView, caseTitle, queueStateText } from './case-lines.ts';
import {
  CLAIM,
  CLOSE,
  CONNECT,
  caseButton,
  GIVE_BACK,
  PICK,
  queueButton,
  REPLY,
  SEND_CONNECT,
  SEND_REPLY,
} from './ids.ts';

export interface QueuePage {
  /** Of the reader's own queues, the oldest first: what is to be claimed, then what is claimed. */
  cases: readonly CaseView[];
  /** How many more there are. */
  more: number;
  /** Queues of others: how much stands there, and no more than that. */
  others: readonly string[];
}

function lineOf(one: CaseView): string {
  return `${caseTitle(one)}, from ${one.asker}: ${queueStateText(one)}`;
}

export function queuePage({ cases, more, others }: QueuePage): Message {
  const title = 'Asks';
  const none = cases.length === 0 ? ['Nothing is waiting in your queue.'] : [];
  const rest = more > 0 ? [`${more} more follow when these are closed.`] : [];
  return composed(
    [title, ...none, ...cases.map(lineOf), ...rest, ...others],
    [
      header(title),
      ...none.map((line) => section(line)),
      ...cases.map((one) => section(escaped(lineOf(one)), caseButton(one.id), lineOf(one))),
      ...[...rest, ...others].map((line) => section(escaped(line))),
    ],
  );
}

export interface CasePage {
  asked: CaseView;
  email: string;
  replies: readonly { author: string; at: Temporal.Instant; words: string }[];
  /** Whether the reader has claimed it. */
  isOwn: boolean;
  /** What was just done. */
  note: string | null;
  /** The number of that act, where it can be taken back. */
  undo: number | null;
  zone: string;
}

function buttonsOf({ asked: { id, state }, isOwn, undo }: CasePage): ButtonSpec[] {
  const value = String(id);
  if (undo !== null) return [undoButton(undo), queueButton()];
  if (state === 'open') return [{ label: 'Claim', action: CLAIM, value, style: 'primary' }, queueButton()];
  if (!isOwn || state === 'closed') return [queueButton()];
  return [
    { label: 'Reply', action: REPLY, value },
    { label: 'Connect', action: CONNECT, value },
    { label: 'Close', action: CLOSE, value },
    { label: 'Give back', action: GIVE_BACK, value },
    queueButton(),
  ];
}

/** One case: who asks for what, what was answered, and what one can do. */
export function casePage(page: CasePage): Message {
  const { asked, email, replies, note, zone } = page;
  const title = caseTitle(asked);
  const lines = [`From ${asked.asker} (${email}); ${queueStateText(asked)}`, ...askedLines(asked, zone)];
  const answers = replies.map(({ author, at, words }) => `${author}, ${momentText(at, zone)}: ${words}`);
  const notes = note === null ? [] : [note];
  const blocks: Block[] = [
    ...notes.map((line) => section(escaped(line))),
    header(title),
    section(lines.map(escaped).join('\n')),
    ...answers.map((line) => section(escaped(line))),
  ];
  return composed([...notes, title, ...lines, ...answers], blocks, [buttons(buttonsOf(page))]);
}

export const REPLY_FIELD = 'words';

const NO_FORM = 'The form could not open just now. Please press the button again.';

export function replyForm({ asked, zone }: { asked: CaseView; zone: string }): Message & { form: Form } {
  const form: Form = {
    action: SEND_REPLY,
    value: String(asked.id),
    title: 'Reply',
    submit: 'Send',
    blocks: [
      section(
        [`*${escaped(`${caseTitle(asked)}, from ${asked.asker}`)}*`, ...askedLines(asked, zone).map(escaped)].join(
          '\n',
        ),
      ),
      textInput({ id: REPLY_FIELD, label: 'Your reply', multiline: true, most: WORDS_LIMIT }),
    ],
  };
  return { ...composed([NO_FORM], [section(NO_FORM)]), form };
}

export const CONNECT_FIELDS = { name: 'name', email: 'email' } as const;

/** Whom shall they be introduced to? Somebody of the roster, or anybody by name and address. */
export function connectForm({ asked }: { asked: CaseView }): Message & { form: Form } {
  const form: Form = {
    action: SEND_CONNECT,
    value: String(asked.id),
    title: 'Connect',
    submit: 'Introduce',
    blocks: [
      section(escaped(`${caseTitle(asked)}, from ${asked.asker}`)),
      searchInput({
        id: PICK,
        label: 'Somebody of the program',
        options: PICK,
        hint: 'Where both are in this workspace, I introduce them in a conversation of their own',
        optional: true,
      }),
      textInput({ id: CONNECT_FIELDS.name, label: 'Or somebody else: name', most: 120, optional: true }),
      textInput({
        id: CONNECT_FIELDS.email,
        label: 'Their e-mail address',
        hint: 'You get a text to send; name and address are not kept',
        most: 200,
        optional: true,
      }),
    ],
  };
  return { ...composed([NO_FORM], [section(NO_FORM)]), form };
}

export interface ActNoted {
  text: string;
  /** Somebody is outside Slack: what to send. */
  draft: EmailDraft | null;
  caseId: number;
}

/** What was done about a case. */
export function actNoted({ text, draft, caseId }: ActNoted): Message {
  return composed(
    [text, ...(draft ? emailLines(draft) : [])],
    [section(escaped(text)), ...(draft ? emailBlocks(draft) : []), buttons([caseButton(caseId), queueButton()])],
  );
}
