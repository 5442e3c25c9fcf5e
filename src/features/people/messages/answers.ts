// What is said after an act, and what a student reads of themselves and of what they proposed.
import type { Override } from '../../../domain/standing.ts';
import { undoButton } from '../../../domain/undo.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  escaped,
  header,
  lineSections,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { composed, sentence } from '../../../slack/message.ts';
import type { WhatChanges } from '../rules/standing-change.ts';
import { changeLines } from './change-forms.ts';
import { CONFIRM, PROPOSE, REFUSE, WITHDRAW } from './ids.ts';
import { overrideWords } from './words.ts';

/** What was done, with Undo where it can be taken back. */
export function personChanged({ text, auditId }: { text: string; auditId: number | null }): Message {
  if (auditId === null) return sentence(text);
  return composed([text], [section(escaped(text))], [buttons([undoButton(auditId)])]);
}

export interface OwnPage {
  heading: string;
  emails: readonly string[];
  society: string | null;
  specialties: readonly string[];
  overrides: readonly Override[];
  isStudent: boolean;
  /** What they proposed and staff have not decided. */
  proposals: readonly { id: number; override: Override }[];
}

/** Who the asker is to the bot, and how to have it put right. */
export function ownPage(page: OwnPage): Message {
  const facts = [
    ...(page.society === null ? [] : [`Society: ${page.society}`]),
    ...(page.specialties.length === 0 ? [] : [`Specialties: ${page.specialties.join(', ')}`]),
    `E-mail: ${page.emails.join(', ')}`,
    ...page.overrides.map(overrideWords),
  ];
  const wrong = page.isStudent
    ? 'Is something different, or going to be: time away, another class, another year of the Match? Say so, and staff confirm it. No reason is asked.'
    : 'Is something here not right? Please tell the career planning staff.';
  const waiting = page.proposals.map(
    ({ override }) => `You proposed, and staff will look at it: ${overrideWords(override)}`,
  );
  const blocks: Block[] = [
    section(`*${escaped(page.heading)}*`),
    ...lineSections(facts.map(escaped)),
    ...page.proposals.map(({ id }, at) =>
      section(escaped(waiting[at] ?? ''), { label: 'Take it back', action: WITHDRAW, value: String(id) }),
    ),
    section(escaped(wrong)),
  ];
  const propose: ButtonSpec = { label: 'Something is different', action: PROPOSE, value: 'own' };
  return composed([page.heading, ...facts, ...waiting, wrong], blocks, page.isStudent ? [buttons([propose])] : []);
}

export interface ProposalForStaff {
  id: number;
  name: string;
  override: Override;
  changes: WhatChanges;
}

/** What staff do with a proposal. */
export function decideButtons(id: number): ButtonSpec[] {
  return [
    { label: 'Confirm', action: CONFIRM, value: String(id), style: 'primary' },
    { label: 'Leave it as it is', action: REFUSE, value: String(id) },
  ];
}

/** To staff: what a student proposed, and what it would change. */
export function proposalForStaff({ id, name, override, changes }: ProposalForStaff): Message {
  const text = `${name} proposes: ${overrideWords(override)}`;
  const lines = changeLines(changes);
  return composed(
    [text, ...lines],
    [section(`*${escaped(text)}*`), ...lineSections(lines.map(escaped))],
    [buttons(decideButtons(id), name)],
  );
}

export interface ProposalSettled {
  /** null: the student has left, and is named no more. */
  name: string | null;
  override: Override;
  outcome: 'confirmed' | 'refused' | 'withdrawn';
  /** Who of the staff decided, where that is known. */
  by: string | null;
}

/** What the copies of a proposal say that staff have in their messages, once it is decided: there is nothing to press any more. */
export function proposalSettled({ name, override, outcome, by }: ProposalSettled): Message {
  if (name === null) return sentence('A proposal of somebody who has left: there is nothing to decide any more.');
  const who = by ?? 'Staff';
  const ends = {
    confirmed: `${who} confirmed it.`,
    refused: `${who} left things as they are.`,
    withdrawn: 'It was taken back.',
  };
  return sentence(`${name} proposed: ${overrideWords(override)}. ${ends[outcome]}`);
}

/** To the student: what became of what they proposed. */
export function proposalDecided({ override, isConfirmed }: { override: Override; isConfirmed: boolean }): Message {
  const what = overrideWords(override);
  return sentence(
    isConfirmed
      ? `Staff confirmed what you proposed: ${what}. What I show and say follows it from now on.`
      : `Staff left things as they are for now (you proposed: ${what}). They are glad to talk about it; please write to them.`,
  );
}

/** What waits for staff. */
export function proposalList({ proposals }: { proposals: readonly Omit<ProposalForStaff, 'changes'>[] }): Message {
  if (proposals.length === 0) return sentence('No proposal waits for staff.');
  const shown = proposals.slice(0, 20);
  const text = ({ name, override }: (typeof shown)[number]) => `${name} proposes: ${overrideWords(override)}`;
  return composed(
    ['Waiting for staff', ...shown.map(text)],
    [
      header('Waiting for staff'),
      ...shown.flatMap((one) => [section(escaped(text(one))), buttons(decideButtons(one.id), one.name)]),
    ],
  );
}
