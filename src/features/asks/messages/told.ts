// What is said unasked: to those who look after a queue, and to the asker.
import { buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import type { EmailDraft } from '../../../slack/email-draft.ts';
import { composed, sentence } from '../../../slack/message.ts';
import { queueOf } from '../rules/kinds.ts';
import { aboutLines, type CaseView, caseTitle, ownStateText, queueName, queueStateText } from './case-lines.ts';
import { caseButton, ownCaseButton, queueButton } from './ids.ts';

/** Stands with staff although a liaison would answer it. */
function isForLiaison({ kind, queue }: CaseView): boolean {
  return queue === 'staff' && queueOf(kind, true) !== 'staff';
}

/** To each of a queue, as soon as something is asked. The words are read in the case. */
export function newCase({ asked }: { asked: CaseView }): Message {
  const why = isForLiaison(asked) ? ' It comes to you because no Alumni Liaison can be written to at present.' : '';
  const text = `A new ask is in your queue: ${caseTitle(asked)}, from ${asked.asker}.${why}`;
  return composed([text], [section(escaped(text)), buttons([caseButton(asked.id), queueButton()])]);
}

export function caseClaimed({ asked }: { asked: CaseView }): Message {
  const text = `${asked.claimer ?? 'Somebody'} has taken on your ask (${caseTitle(asked)}) and will come back to you.`;
  return composed([text], [section(escaped(text)), buttons([ownCaseButton(asked.id)])]);
}

export function caseReplied({ asked, author, words }: { asked: CaseView; author: string; words: string }): Message {
  const text = `${author} on your ask (${caseTitle(asked)}):`;
  return composed([text, words], [section(escaped(text)), section(escaped(words)), buttons([ownCaseButton(asked.id)])]);
}

/** To an asker whose counterpart is outside Slack. */
export function caseConnected({ asked }: { asked: CaseView }): Message {
  const text = `Your ask (${caseTitle(asked)}): ${asked.claimer ?? 'somebody'} is introducing you to somebody by e-mail. Please look out for it.`;
  return composed([text], [section(escaped(text)), buttons([ownCaseButton(asked.id)])]);
}

export function caseClosed({ asked }: { asked: CaseView }): Message {
  const text = `Your ask (${caseTitle(asked)}) is closed. If something is still open, \`/career ask\` starts another one.`;
  return composed([text], [section(escaped(text)), buttons([ownCaseButton(asked.id)])]);
}

/** To an asker who had read that it is closed. */
export function caseReopened({ asked }: { asked: CaseView }): Message {
  const text = `Your ask (${caseTitle(asked)}) is open again: ${ownStateText(asked)}.`;
  return composed([text], [section(escaped(text)), buttons([ownCaseButton(asked.id)])]);
}

/** To who had claimed a case that its asker has taken back. */
export function caseWithdrawn({ asked }: { asked: CaseView }): Message {
  return sentence(`${asked.asker} needs nothing any more: ${caseTitle(asked)}. The ask is closed; nothing you did.`);
}

/** To who had claimed a case whose asker has left. */
export function caseEnded({ asked }: { asked: CaseView }): Message {
  return sentence(`This match has ended: ${asked.asker}, ${caseTitle(asked)}. Nothing you did.`);
}

/** To a queue, or to who has claimed them, when asks have waited for three working days. */
export function nudge({ cases }: { cases: readonly CaseView[] }): Message {
  const intro =
    cases.length === 1 ? 'An ask has been waiting for a while:' : `${cases.length} asks have been waiting for a while:`;
  const lines = cases.map((one) => `${caseTitle(one)}, from ${one.asker}: ${queueStateText(one)}`);
  return composed(
    [intro, ...lines],
    [
      section(escaped(intro)),
      ...cases.slice(0, 20).map((one, at) => section(escaped(lines[at] ?? ''), caseButton(one.id), lines[at])),
      buttons([queueButton()]),
    ],
  );
}

/** An ask to an alumnus is told in full, as its form says; the words of the others stay with those who answer them. */
function introductionLines({ asked, other }: { asked: CaseView; other: string }): string[] {
  const question = asked.kind === 'alumni-advisor' ? aboutLines(asked) : [];
  return [
    `${asked.asker}, meet ${other}. ${other}, meet ${asked.asker}.`,
    `What it is about: ${caseTitle(asked)}.`,
    ...question,
    `A first step: ${asked.asker}, say ${question.length > 0 ? '' : 'in a few words what you would like to know, and '}when you are free.`,
  ];
}

/** To both in their conversation. */
export function introduction(introduced: { asked: CaseView; other: string }): Message {
  const lines = introductionLines(introduced);
  return composed(
    lines,
    lines.map((line) => section(escaped(line))),
  );
}

/** The same by e-mail. */
export function introductionDraft(introduced: { asked: CaseView; other: string }, to: readonly string[]): EmailDraft {
  const { asked, other } = introduced;
  return {
    to,
    subject: `${asked.asker} and ${other}`,
    lines: [`Dear ${other}, dear ${asked.asker},`, ...introductionLines(introduced), 'With kind regards'],
  };
}

/** A reply to somebody outside Slack. */
export function replyDraft({
  asked,
  words,
  to,
}: {
  asked: CaseView;
  words: string;
  to: readonly string[];
}): EmailDraft {
  return {
    to,
    subject: `Your ask to ${queueName(asked.queue)}`,
    lines: [`Dear ${asked.asker},`, words, 'With kind regards'],
  };
}
