// Short answers to what was pressed, and whom one can turn to.
import type { ButtonSpec, Message } from '../../../slack/blocks.ts';
import { notWorkingButton, openButton } from './ids.ts';
import { said } from './said.ts';

/** What a press came to, in a sentence or two, with what one would do next. */
export function actNoted({ text, buttons }: { text: string; buttons: readonly ButtonSpec[] }): Message {
  return said([text], [...buttons, openButton()]);
}

export interface Reporting {
  pairId: number;
  /** `Dean for Students, Jennifer Potter (interim)`, with how to reach them. */
  turnTo: readonly string[];
  /** Whether there is a pair to end. */
  isActive: boolean;
}

/** Takes no text and stores nothing: it names people. */
export function reportingAnswer({ pairId, turnTo, isActive }: Reporting): Message {
  return said(
    [
      "I'm sorry. You don't have to write anything here, and nothing of this is stored. These people are there for you, and what you tell them is in good hands:",
      ...turnTo.map((line) => `• ${line}`),
      ...(isActive
        ? ['You can end the pair here at any time; no reason is asked, and you will not be paired again.']
        : []),
    ],
    isActive ? [notWorkingButton(pairId)] : [],
    'Something happened',
  );
}

/** As a sentence, for an e-mail as well. `hearBy` is a day in words. */
export function roundResultText({ hearBy }: { hearBy: string }): string {
  return `In this round no mentor had a free place that fits. The career planning staff are finding one for you by hand now: you'll hear from them by ${hearBy} at the latest. Whenever places are given again, you go first.`;
}

/** To a student for whom a round found nobody. */
export function roundResult(result: { hearBy: string }): Message {
  return said([roundResultText(result)], [openButton()], 'Your peer mentor');
}
