// What is going out, as staff see it before it leaves: each message, how many people, an example, Hold and Skip.
import type { Temporal } from 'temporal-polyfill';
import { PICK_PERSON } from '../../../domain/picking.ts';
import { undoButton } from '../../../domain/undo.ts';
import { countText, isSameDay, momentText } from '../../../domain/wording.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { choice, radioInput, searchInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { GOING_OUT, HOLD, KEEP_ONE, LOOK, ONE_PERSON, RELEASE, SKIP } from './ids.ts';

/** One of what is going out, in words. */
export interface GoingOutLine {
  /** As the buttons carry it. */
  value: string;
  title: string;
  from: Temporal.Instant;
  to: Temporal.Instant;
  people: number;
  inDigest: number;
  act: 'hold' | 'skip' | null;
  /** For these people alone: the others are told. */
  alone: boolean;
  /** It can be held or skipped: it has not begun. */
  keepable: boolean;
  /** It can be held or skipped for one person. */
  forOne: boolean;
  button: ButtonSpec | null;
}

function whenText({ from, to }: GoingOutLine, zone: string): string {
  const first = momentText(from, zone);
  if (from.equals(to)) return first;
  return isSameDay(from, to, zone) ? `from ${first}` : `from ${first} to ${momentText(to, zone)}`;
}

const ACT_WORDS = { hold: 'Held: it does not leave', skip: 'Skipped: it is left out' } as const;

function aboutText(line: GoingOutLine, zone: string): string {
  const { people, inDigest } = line;
  const readers = countText(people, 'person', 'people');
  const digest = inDigest === people ? ', in the digest' : inDigest > 0 ? `, ${inDigest} of them in the digest` : '';
  const when = whenText(line, zone);
  if (line.act !== null && line.alone)
    return [`${line.act === 'hold' ? 'Held' : 'Skipped'} for ${readers} alone`, `due ${when}`].join(' · ');
  if (line.act !== null) return [ACT_WORDS[line.act], readers, `due ${when}`].join(' · ');
  return [`${readers}${digest}`, when].join(' · ');
}

const HOLDING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Hold this message?',
  text: 'It does not leave until somebody of the staff lets it go. What is of no use any more by then is not sent.',
  yes: 'Hold it',
  no: 'Not now',
};
const SKIPPING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Skip this message?',
  text: 'It is left out and never sent. You can take that back for ten minutes, or let it go until it would have left.',
  yes: 'Skip it',
  no: 'Not now',
};
const RELEASING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Let this message go?',
  text: 'It leaves at its time, or at once where that has passed and it still helps.',
  yes: 'Let it go',
  no: 'Not now',
};

/** What can be done to it now. */
function actButtons({ value, act, alone, keepable, forOne, button }: GoingOutLine, withLook: boolean): ButtonSpec[] {
  const look: ButtonSpec = { label: 'Who and what', action: LOOK, value };
  const hold: ButtonSpec = { label: 'Hold', action: HOLD, value, confirm: HOLDING };
  const skip: ButtonSpec = { label: 'Skip', action: SKIP, value, style: 'danger', confirm: SKIPPING };
  const release: ButtonSpec = { label: 'Let it go', action: RELEASE, value, style: 'primary', confirm: RELEASING };
  const acts = { hold: [release, skip], skip: [release], none: [hold, skip] }[(alone ? null : act) ?? 'none'];
  const one: ButtonSpec = { label: 'For one person', action: ONE_PERSON, value };
  return [
    ...(withLook ? [look] : []),
    // Those who are kept back alone have a line of their own; what is done for all is done on the other.
    ...(!keepable || (withLook && alone) ? [] : acts),
    ...(forOne && (alone || !withLook) ? [one] : []),
    ...(button ? [button] : []),
  ];
}

/** A line with its buttons. */
export function goingOutBlocks(line: GoingOutLine, zone: string): Block[] {
  return [
    section(`*${escaped(line.title)}*\n${escaped(aboutText(line, zone))}`),
    buttons(actButtons(line, true), line.title),
  ];
}

/** All there is. */
export interface GoingOutTotals {
  total: number;
  /** How many of them are held or skipped. */
  kept: number;
  /** How many people are told anything. */
  people: number;
}

/** `12 messages to 130 people, 2 held or skipped`. */
export function totalsText({ total, kept, people }: GoingOutTotals): string {
  if (total === 0) return 'Nothing, as things stand.';
  const leaving = `${countText(total - kept, 'message')} to ${countText(people, 'person', 'people')}`;
  return kept > 0 ? `${leaving}, ${kept} held or skipped` : leaving;
}

export interface GoingOutPage extends GoingOutTotals {
  lines: readonly GoingOutLine[];
  /** How many come before these. */
  offset: number;
  pageSize: number;
  zone: string;
}

export const TITLE = 'Going out in the next 7 days';

/** All of it, page by page. */
export function goingOutPage({ lines, offset, pageSize, zone, ...totals }: GoingOutPage): Message {
  const { total } = totals;
  const own = total === 0 ? '' : '. What people asked for themselves is not listed.';
  const summary = `${totalsText(totals)}${own}`;
  const page = (label: string, at: number): ButtonSpec => ({ label, action: GOING_OUT, value: String(at) });
  const paging = [
    ...(offset > 0 ? [page('Earlier', Math.max(0, offset - pageSize))] : []),
    ...(offset + pageSize < total ? [page('Later', offset + pageSize)] : []),
  ];
  return composed(
    [TITLE, summary, ...lines.map((line) => `${line.title}: ${aboutText(line, zone)}`)],
    [section(`*${TITLE}*\n${escaped(summary)}`), ...lines.flatMap((line) => goingOutBlocks(line, zone))],
    // One row each: both have the same action.
    paging.map((button) => buttons([button])),
  );
}

export interface GoingOutDetails {
  line: GoingOutLine;
  example: string | null;
  /** `Post-PCE, class of 2028: 34`. */
  groups: readonly string[];
  /** Who they are; empty where that is theirs to know. */
  names: readonly string[];
  /** For whom alone staff keep it back. */
  kept: readonly { name: string; act: 'hold' | 'skip' }[];
  zone: string;
}

const MOST_NAMES = 60;

/** `Held for Ada Berg alone`, a line for each act. */
function keptLines(kept: GoingOutDetails['kept']): string[] {
  return (['hold', 'skip'] as const).flatMap((act) => {
    const names = kept.filter((one) => one.act === act).map(({ name }) => name);
    const over = names.length - MOST_NAMES;
    const shown = names.slice(0, MOST_NAMES).join(', ') + (over > 0 ? ` and ${over} more` : '');
    return names.length === 0 ? [] : [`${act === 'hold' ? 'Held' : 'Skipped'} for ${shown} alone`];
  });
}

/** One of what is going out: to whom, and an example. */
export function goingOutDetails({ line, example, groups, names, kept, zone }: GoingOutDetails): Message {
  const about = aboutText(line, zone);
  const alone = keptLines(kept);
  const over = names.length - MOST_NAMES;
  const listed =
    names.length === 0 ? [] : [names.slice(0, MOST_NAMES).join(', ') + (over > 0 ? `, and ${over} more` : '')];
  const said = example ?? 'Its words are between me and each of them.';
  return composed(
    [line.title, about, ...groups, ...listed, ...alone, said],
    [
      section(`*${escaped(line.title)}*\n${escaped(about)}`),
      ...(groups.length > 0 ? [section(groups.map(escaped).join('\n'))] : []),
      ...[...listed, ...alone].map((text) => context(escaped(text))),
      section(`*As one of them reads it*\n${escaped(said)}`),
      buttons(actButtons(line, false), line.title),
    ],
  );
}

export interface OnePersonAsked {
  /** As the form carries it. */
  value: string;
  title: string;
  /** Whether somebody gets it is theirs to know: staff choose without being told. */
  isPrivate: boolean;
}

/** The fields of that form. */
export const ONE_FIELDS = { person: 'person', act: 'act' } as const;

/** For whom alone something is held, skipped or let go. */
export function onePersonAsked({ value, title, isPrivate }: OnePersonAsked): Message & { form: Form } {
  const intro = isPrivate
    ? `"${title}" for one person. Whether it falls due for them is theirs to know: this holds should it do so.`
    : `"${title}" for one person of those who get it; the others read it as planned.`;
  const form: Form = {
    title: 'For one person',
    action: KEEP_ONE,
    value,
    submit: 'Do it',
    blocks: [
      section(escaped(intro)),
      searchInput({ id: ONE_FIELDS.person, label: 'Person', options: PICK_PERSON, placeholder: 'Name or e-mail' }),
      radioInput({
        id: ONE_FIELDS.act,
        label: 'What to do',
        choices: [
          choice('Hold', 'hold', 'It does not leave until somebody of the staff lets it go'),
          choice('Skip', 'skip', 'It is left out and never sent'),
          choice('Let it go', 'release', 'It leaves at its time, or at once where that has passed and it still helps'),
        ],
      }),
    ],
  };
  const text = `I could not open the form in time. Please press "For one person" of "${title}" again.`;
  return { ...composed([text], [section(escaped(text))]), form };
}

export interface GoingOutChanged {
  line: GoingOutLine;
  /** The name of whom alone it concerns; null where it concerns everybody. */
  one: string | null;
  /** The number of the act, for Undo. */
  auditId: number;
  zone: string;
}

const DONE_WORDS = {
  hold: 'is held and does not leave until somebody lets it go.',
  skip: 'is skipped and is not sent.',
  none: 'is let go: it leaves at its time, or at once where that has passed and it still helps.',
} as const;

/** What came of Hold, Skip, or letting go. */
export function goingOutChanged({ line, one, auditId, zone }: GoingOutChanged): Message {
  const whose = one === null ? '' : `For ${one} alone: `;
  const text = `${whose}"${line.title}" ${DONE_WORDS[line.act ?? 'none']}`;
  const about = one === null ? aboutText(line, zone) : 'The others read it as planned.';
  return composed(
    [text, about],
    [section(escaped(text)), context(escaped(about)), buttons([undoButton(auditId)], line.title)],
  );
}
