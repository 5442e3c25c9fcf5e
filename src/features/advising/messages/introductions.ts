// What is said to a student and an advisor when they are brought together, and when that is over.
import { buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import type { EmailDraft } from '../../../slack/email-draft.ts';
import { composed, sentence } from '../../../slack/message.ts';
import { adviseesButton, teamButton } from './ids.ts';

export interface Introduced {
  student: string;
  advisor: string;
  /** `RASA for Dermatology`. */
  as: string;
  purpose: string;
  bring: readonly string[];
}

function introductionLines({ student, advisor, as, purpose, bring }: Introduced): string[] {
  return [
    `${student}, meet ${advisor}, your ${as}. ${advisor}, meet ${student}.`,
    `What it is for: ${purpose}`,
    ...(bring.length > 0 ? [`What to bring: ${bring.join('; ')}.`] : []),
    `A first step: ${student}, say when a first half hour would suit you.`,
  ];
}

/** To both, in their conversation. */
export function introduction(introduced: Introduced): Message {
  const lines = introductionLines(introduced);
  return composed(
    lines,
    lines.map((line) => section(escaped(line))),
  );
}

/** The same for somebody outside Slack: to both by e-mail. */
export function introductionDraft(introduced: Introduced, to: readonly string[]): EmailDraft {
  const { student, advisor, as } = introduced;
  return {
    to,
    subject: `${student} and ${advisor}: ${as}`,
    lines: [`Dear ${advisor}, dear ${student},`, ...introductionLines(introduced), 'With kind regards'],
  };
}

/** To a student whose advisor is outside Slack. */
export function advisorFound({ advisor, email, as }: { advisor: string; email: string; as: string }): Message {
  const text = `${advisor} is your ${as} from now on. They are not in this workspace: you will be introduced by e-mail, and can write to ${email}.`;
  return composed([text], [section(escaped(text)), buttons([teamButton()])]);
}

/** To one of two whom staff brought together, who are both in Slack. */
export function assigned(
  { student, advisor, as }: Pick<Introduced, 'student' | 'advisor' | 'as'>,
  reader: 'student' | 'advisor',
): Message {
  const [text, button] =
    reader === 'student'
      ? [`${advisor} is your ${as} from now on. What for, and how to reach them, is here:`, teamButton()]
      : [`You are ${student}'s ${as} from now on. How they stand is here:`, adviseesButton()];
  return composed([text], [section(escaped(text)), buttons([button])]);
}

export interface MatchEnded {
  other: string;
  /** `your RASA for Urology`. */
  as: string;
  /** What becomes of a student's side of it; null for an advisor, and for who has another one already. */
  next: 'another-is-chosen' | 'see-team' | null;
  /** A time to meet that they had entered and that has not come yet; null where there is none. */
  meeting: string | null;
}

const NEXT = {
  'another-is-chosen':
    'Staff are choosing somebody else for you already and will introduce you; `/career advisors` shows how it stands.',
  'see-team': '`/career advisors` shows your advising team, and how to get somebody else.',
};

/** What is said of it, wherever it is said: in neutral words, without a reason. */
export function endedText({ other, as, meeting }: Omit<MatchEnded, 'next'>): string {
  const text = `This match has ended: ${other}, ${as}. Nothing you did.`;
  return meeting === null ? text : `${text} The time you were to meet (${meeting}) falls away with it.`;
}

/** To whoever stays, when a match is over. */
export function matchEnded({ next, ...ended }: MatchEnded): Message {
  const text = [endedText(ended), ...(next === null ? [] : [NEXT[next]])].join(' ');
  return next === null ? sentence(text) : composed([text], [section(escaped(text)), buttons([teamButton()])]);
}
