import { type ButtonSpec, buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { GRADED } from './forms.ts';

export interface FeedbackAnswer {
  /** Whose words they are, and about which interview. */
  heading: string;
  grades: Readonly<Record<(typeof GRADED)[number][0], number>>;
  strengths: string;
  workOn: string;
  buttons: readonly ButtonSpec[];
}

/** What an interviewer wrote, for who may read it. */
export function feedbackAnswer({ heading, grades, strengths, workOn, buttons: specs }: FeedbackAnswer): Message {
  const lines = [
    heading,
    ...GRADED.map(([id, label]) => `${label}: ${grades[id]} of 5`),
    `What went well: ${strengths}`,
    `What to work on: ${workOn}`,
  ];
  const blocks = [
    section(`*${escaped(heading)}*`),
    section(GRADED.map(([id, label]) => `${escaped(label)}: ${grades[id]} of 5`).join('\n')),
    section(`*What went well*\n${escaped(strengths)}`),
    section(`*What to work on*\n${escaped(workOn)}`),
  ];
  return composed(lines, blocks, specs.length === 0 ? [] : [buttons(specs)]);
}
