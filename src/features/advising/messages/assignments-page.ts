// Who advises whom, as staff see and change it.

import type { Day } from '../../../domain/day.ts';
import { PICK_PERSON } from '../../../domain/picking.ts';
import { undoButton } from '../../../domain/undo.ts';
import { type Block, buttons, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { type EmailDraft, emailBlocks, emailLines } from '../../../slack/email-draft.ts';
import type { Form } from '../../../slack/form.ts';
import { type Choice, choice, dayInput, searchInput, selectInput, ticksInput } from '../../../slack/inputs.ts';
import { composed, quoted } from '../../../slack/message.ts';
import { ASSIGN, END_ASSIGNMENT, SAVE_ASSIGNMENT } from './ids.ts';

export interface AssignmentsOverview {
  /** `Society Advisor: 120 students` */
  counts: readonly string[];
  /** Words that name nobody, or several people; null where none were typed. */
  misread: { words: string; names: readonly string[] } | null;
}

const ASSIGN_SPEC = { label: 'Assign somebody', action: ASSIGN, value: 'new' };
const HOW = 'To see or end those of one person: `/career staff assignments Leila Haddad`.';

function misreadText({ words, names }: NonNullable<AssignmentsOverview['misread']>): string {
  if (names.length === 0) return `I know nobody called ${quoted(words)}.`;
  return `Several people are meant by ${quoted(words)}: ${names.join(', ')}. Please type more of the name.`;
}

/** How many are assigned, and how to see those of one person. */
export function assignmentsOverview({ counts, misread }: AssignmentsOverview): Message {
  const title = 'Assignments';
  const lines = [...(misread ? [misreadText(misread)] : []), ...counts, HOW];
  return composed([title, ...lines], [header(title), section(lines.map(escaped).join('\n')), buttons([ASSIGN_SPEC])]);
}

export interface AssignmentsOf {
  name: string;
  /** Those that hold, or will. */
  lines: readonly { id: number; text: string }[];
}

/** Who advises one person, and whom they advise. */
export function assignmentsOf({ name, lines }: AssignmentsOf): Message {
  const title = `Assignments of ${name}`;
  const none = lines.length === 0 ? ['None at present.'] : [];
  const blocks: Block[] = lines.map(({ id, text }) =>
    section(
      escaped(text),
      {
        label: 'End',
        action: END_ASSIGNMENT,
        value: String(id),
        confirm: {
          title: 'End this assignment?',
          text: 'It ends today. Both read neutral words, without a reason; of one that has not begun nobody hears.',
          yes: 'End it',
          no: 'Keep it',
        },
      },
      text,
    ),
  );
  return composed(
    [title, ...none, ...lines.map(({ text }) => text)],
    [header(title), ...none.map((line) => section(line)), ...blocks],
    [buttons([ASSIGN_SPEC])],
  );
}

export const ASSIGN_FIELDS = {
  kind: 'kind',
  student: 'student',
  advisor: 'advisor',
  specialty: 'specialty',
  starts: 'starts',
  replace: 'replace',
} as const;

export interface AssignmentForm {
  kinds: readonly Choice[];
  specialties: readonly Choice[];
  today: Day;
}

/** Who advises whom, from which day on? */
export function assignmentForm({ kinds, specialties, today }: AssignmentForm): Message & { form: Form } {
  const form: Form = {
    action: SAVE_ASSIGNMENT,
    title: 'Assign an advisor',
    submit: 'Assign',
    blocks: [
      selectInput({ id: ASSIGN_FIELDS.kind, label: 'As', choices: kinds }),
      searchInput({ id: ASSIGN_FIELDS.student, label: 'Student', options: PICK_PERSON }),
      searchInput({ id: ASSIGN_FIELDS.advisor, label: 'Advisor', options: PICK_PERSON }),
      selectInput({
        id: ASSIGN_FIELDS.specialty,
        label: 'Specialty',
        hint: 'For a RASA or a specialty mentor',
        choices: specialties,
        optional: true,
      }),
      dayInput({ id: ASSIGN_FIELDS.starts, label: 'From', initial: today }),
      ticksInput({
        id: ASSIGN_FIELDS.replace,
        label: 'Whoever has this place now',
        choices: [choice('ends on that day', 'replace')],
        optional: true,
      }),
    ],
  };
  const text = 'The form could not open just now. Please press the button again.';
  return { ...composed([text], [section(escaped(text))]), form };
}

/** What was assigned or ended, with Undo, and a text for an e-mail where somebody is outside Slack. */
export function assignmentSaved({
  text,
  draft,
  auditId,
}: {
  text: string;
  draft: EmailDraft | null;
  auditId: number;
}): Message {
  return composed(
    [text, ...(draft ? emailLines(draft) : [])],
    [section(escaped(text)), ...(draft ? emailBlocks(draft) : []), buttons([undoButton(auditId), ASSIGN_SPEC])],
  );
}
