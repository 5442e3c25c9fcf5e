import { countText } from '../../../domain/wording.ts';
import { type Block, type ButtonSpec, buttons, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed, quoted, sentence } from '../../../slack/message.ts';
import type { Line } from '../../../slack/upcoming-line.ts';
import { ADVISEES_EARLIER, ADVISEES_LATER } from './ids.ts';

/** A student as one advisor of theirs sees them. */
export interface Advisee {
  name: string;
  email: string;
  /** As what one advises them: `Society Advisor`, `RASA for Dermatology`. */
  as: string;
  /** Phase, track and class; null while they are away: then they are not available, and no more is said. */
  standing: string | null;
  /** What they apply in, as far as this advisor may know. */
  applies: readonly string[];
  open: readonly Line[];
  /** How many milestones are open beyond those. */
  more: number;
  meeting: Line | null;
  buttons: readonly ButtonSpec[];
}

export interface AdviseesList {
  advisees: readonly Advisee[];
  /** The number of the first of them, and how many there are. */
  first: number;
  total: number;
  aPage: number;
}

const AWAY = 'not available';

function linesOf({ standing, applies, open, more, meeting }: Advisee): Line[] {
  if (standing === null) return [];
  const plain = (text: string): Line => ({ text, mrkdwn: escaped(text) });
  return [
    plain(standing),
    ...(applies.length > 0 ? [plain(`Applies in: ${applies.join(', ')}`)] : []),
    ...(meeting ? [{ text: `Next meeting: ${meeting.text}`, mrkdwn: `_Next meeting:_ ${meeting.mrkdwn}` }] : []),
    ...(open.length === 0 ? [plain('No open milestones.')] : []),
    ...open.map(({ text, mrkdwn }) => ({ text: `- ${text}`, mrkdwn: `• ${mrkdwn}` })),
    ...(more > 0 ? [plain(`and ${countText(more, 'more milestone')}`)] : []),
  ];
}

function heading({ name, email, as, standing }: Advisee): string {
  return standing === null ? `${name}, ${as}: ${AWAY}` : `${name} (${email}), ${as}`;
}

function adviseeBlocks(advisee: Advisee): Block[] {
  const { name, as } = advisee;
  const lines = linesOf(advisee).map(({ mrkdwn }) => mrkdwn);
  const text = [heading(advisee).replace(name, ''), ...lines];
  const head = `*${escaped(name)}*${escaped(text[0] ?? '')}`;
  return [
    section([head, ...lines].join('\n')),
    ...(advisee.buttons.length > 0 ? [buttons(advisee.buttons, `${name}, ${as}`)] : []),
  ];
}

function paging({ first, total, aPage }: AdviseesList): Block[] {
  const pages = [
    ...(first > 0 ? [{ label: 'Back', action: ADVISEES_EARLIER, value: String(Math.max(first - aPage, 0)) }] : []),
    ...(first + aPage < total ? [{ label: 'More', action: ADVISEES_LATER, value: String(first + aPage) }] : []),
  ];
  return pages.length === 0 ? [] : [buttons(pages)];
}

/** Whom somebody advises: open milestones and the next meeting of each. */
export function adviseesList(list: AdviseesList): Message {
  const { advisees, total } = list;
  if (total === 0)
    return sentence(
      'Nobody is assigned to you at present. If you advise students already, please tell the career planning staff.',
    );
  const title = `You advise ${countText(total, 'student')}`;
  return composed(
    [title, ...advisees.flatMap((advisee) => ['', heading(advisee), ...linesOf(advisee).map(({ text }) => text)])],
    [header(title), ...advisees.flatMap(adviseeBlocks)],
    paging(list),
  );
}

/** Words that name none of one's advisees, whoever else they may name. */
export function noAdvisee({ words }: { words: string }): Message {
  return sentence(`Nobody whom you advise is called ${quoted(words)}. \`/career advisees\` lists them all.`);
}
