import type { Message } from '../../../slack/blocks.ts';
import { meetButton } from './ids.ts';
import { said } from './said.ts';

export interface Introduction {
  pairId: number;
  mentor: string;
  student: string;
  specialties: readonly string[];
  topics: readonly string[];
  /** Something to begin with. */
  question: string;
  /** Staff took it back. */
  undone: boolean;
}

/** What the two have in common, as a sentence. */
function commonText({ specialties, topics }: Introduction): string {
  const considered = specialties.length > 0 ? `You both considered ${specialties.join(', ')}.` : '';
  const talked = topics.length > 0 ? `You both named: ${topics.join(', ')}.` : '';
  return [considered, talked].filter((text) => text !== '').join(' ');
}

function introductionLines(introduction: Introduction): string[] {
  const { mentor, student, question } = introduction;
  const common = commonText(introduction);
  return [
    `${student}, meet ${mentor}, your peer mentor for this season. ${mentor}, meet ${student}.${common === '' ? '' : ` ${common}`}`,
    `A question to begin with: ${question}`,
    'Find half an hour that suits you both; whoever knows the time enters it, and you both have it.',
  ];
}

export const INTRODUCTION_UNDONE =
  'This introduction came too early and is taken back. That has nothing to do with either of you; you will hear from the career planning program again.';

/** Brings two together, with something to begin with; taken back, it says so. */
export function introduction(given: Introduction): Message {
  if (given.undone) return said([INTRODUCTION_UNDONE]);
  return said(introductionLines(given), [meetButton(given.pairId)], 'Peer mentorship');
}

/** The same as the text of an e-mail, for staff to send where one of the two is outside Slack. */
export function introductionText(given: Introduction): string {
  const [first = '', ...rest] = introductionLines(given);
  return [first, ...rest.slice(0, -1), 'Find half an hour that suits you both.'].join('\n\n');
}
