// RASAs as staff see them: who is proposed for whom, where there are too few, and what was confirmed.
import { undoButton } from '../../../domain/undo.ts';
import { countText } from '../../../domain/wording.ts';
import { type Block, type ButtonSpec, buttons, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { type EmailDraft, emailBlocks, emailLines } from '../../../slack/email-draft.ts';
import type { Form } from '../../../slack/form.ts';
import { choice, selectInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { CONFIRM_RASA, NAME_RASA, needValue, OTHER_RASA, SHOW_RASAS } from './ids.ts';

export interface NamedProposal {
  studentId: number;
  student: string;
  specialtyId: string;
  specialty: string;
  /** `November 30, 2026` */
  since: string;
  rasa: { id: number; name: string; taken: number; capacity: number } | null;
  /** How many others could be chosen. */
  others: number;
}

export interface RasaPage {
  proposals: readonly NamedProposal[];
  /** How many more wait than are shown. */
  more: number;
  shortages: readonly { specialty: string; waiting: number; free: number }[];
  /** How many students have a RASA. */
  assigned: number;
}

function proposalLine({ student, specialty, since, rasa }: NamedProposal): string {
  const who = `${student}, ${specialty} (since ${since})`;
  if (!rasa) return `${who}: no RASA has a place left`;
  return `${who}: ${rasa.name}, who has ${rasa.taken} of ${rasa.capacity}`;
}

function proposalBlocks(proposal: NamedProposal): Block[] {
  const { studentId, specialtyId, student, specialty, rasa, others } = proposal;
  const specs: ButtonSpec[] = [
    ...(rasa
      ? [
          {
            label: 'Confirm',
            action: CONFIRM_RASA,
            value: needValue(studentId, specialtyId, rasa.id),
            style: 'primary' as const,
          },
        ]
      : []),
    ...(others > 0 ? [{ label: 'Somebody else', action: OTHER_RASA, value: needValue(studentId, specialtyId) }] : []),
  ];
  return [
    section(escaped(proposalLine(proposal))),
    ...(specs.length > 0 ? [buttons(specs, `${student}, ${specialty}`)] : []),
  ];
}

function shortageLine({ specialty, waiting, free }: RasaPage['shortages'][number]): string {
  const places = free === 0 ? 'no place is left' : `${countText(free, 'place')} left`;
  return `${specialty}: ${countText(waiting, 'student')} without a RASA, ${places}; ${waiting - free} more needed`;
}

/** Students who wait for a RASA with the one proposed for each, and the specialties that need more. */
export function rasaPage({ proposals, more, shortages, assigned }: RasaPage): Message {
  const title = 'RASAs';
  const waiting = proposals.length + more;
  const intro =
    waiting === 0
      ? `Nobody is waiting for a RASA. ${countText(assigned, 'match', 'matches')} at present.`
      : `${countText(waiting, 'choice')} without a RASA, ${countText(assigned, 'match', 'matches')} at present.`;
  const short = shortages.map(shortageLine);
  const rest = more === 0 ? [] : [`${more} more wait; they follow when these are confirmed.`];
  return composed(
    [title, intro, ...(short.length > 0 ? ['Too few RASAs', ...short] : []), ...proposals.map(proposalLine), ...rest],
    [
      header(title),
      section(escaped(intro)),
      ...(short.length > 0 ? [section(['*Too few RASAs*', ...short.map(escaped)].join('\n'))] : []),
      ...proposals.flatMap(proposalBlocks),
      ...rest.map((line) => section(escaped(line))),
    ],
  );
}

export const RASA_FIELD = 'rasa';

export interface RasaForm {
  studentId: number;
  student: string;
  specialtyId: string;
  specialty: string;
  rasas: readonly { id: number; name: string; taken: number; capacity: number }[];
}

/** Which RASA instead of the one proposed? */
export function rasaForm({ studentId, student, specialtyId, specialty, rasas }: RasaForm): Message & { form: Form } {
  const text = `A RASA for ${student} in ${specialty}`;
  const form: Form = {
    action: NAME_RASA,
    value: needValue(studentId, specialtyId),
    title: 'Choose a RASA',
    submit: 'Confirm',
    blocks: [
      section(escaped(text)),
      selectInput({
        id: RASA_FIELD,
        label: 'RASA',
        choices: rasas.map(({ id, name, taken, capacity }) =>
          choice(name, String(id), `has ${taken} of ${capacity} students`),
        ),
      }),
    ],
  };
  return {
    ...composed(
      [`${text}: the form could not open just now. Please press the button again.`],
      [section(escaped(text))],
    ),
    form,
  };
}

export interface RasaConfirmed {
  text: string;
  /** Somebody is outside Slack: what to send them. */
  draft: EmailDraft | null;
  auditId: number;
}

/** Who is whose RASA now, and what is left to do. */
export function rasaConfirmed({ text, draft, auditId }: RasaConfirmed): Message {
  return composed(
    [text, ...(draft ? emailLines(draft) : [])],
    [
      section(escaped(text)),
      ...(draft ? emailBlocks(draft) : []),
      buttons([undoButton(auditId), { label: 'Next', action: SHOW_RASAS, value: 'next' }]),
    ],
  );
}
