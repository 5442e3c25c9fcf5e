import { MOST_SPECIALTIES } from '../../../domain/advising.ts';
import { type ButtonSpec, buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { choice, multiSelectInput, ticksInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { SAVE_CHOICE } from './ids.ts';

export const FIELDS = { specialties: 'specialties', years: 'years' } as const;

interface Named {
  id: string;
  name: string;
}

export interface SpecialtiesForm {
  specialties: readonly Named[];
  /** Preliminary and transitional years. */
  years: readonly Named[];
  chosen: readonly string[];
}

const ABOUT =
  'Each is seen only by the RASA of that specialty, your Society Advisor and staff. You can change it at any time.';

/** In which specialties do you apply? */
export function specialtiesForm({ specialties, years, chosen }: SpecialtiesForm): Message & { form: Form } {
  const asChoices = (named: readonly Named[]) => named.map(({ id, name }) => choice(name, id));
  const form: Form = {
    action: SAVE_CHOICE,
    title: 'Your specialties',
    submit: 'Save',
    blocks: [
      section(escaped(ABOUT)),
      multiSelectInput({
        id: FIELDS.specialties,
        label: 'I apply in (one to three, the first first)',
        choices: asChoices(specialties),
        chosen,
        most: MOST_SPECIALTIES,
        optional: true,
      }),
      ...(years.length > 0
        ? [
            ticksInput({
              id: FIELDS.years,
              label: 'And in (no RASA is needed for these)',
              choices: asChoices(years),
              chosen,
              optional: true,
            }),
          ]
        : []),
    ],
  };
  const text = 'The form to choose your specialties could not open just now. Please press the button again.';
  return { ...composed([text], [section(escaped(text))]), form };
}

export interface SpecialtiesSaved {
  /** What was chosen, one line each with what comes of it. */
  lines: readonly string[];
  /** What the change has ended. */
  ended: readonly string[];
  buttons: readonly ButtonSpec[];
}

/** What was chosen, and how a RASA comes about. */
export function specialtiesSaved({ lines, ended, buttons: specs }: SpecialtiesSaved): Message {
  const intro = lines.length === 0 ? 'Saved: you have named no specialty.' : 'Saved. You apply in:';
  return composed(
    [intro, ...lines, ...ended],
    [
      section([escaped(intro), ...lines.map((line) => `• ${escaped(line)}`)].join('\n')),
      ...ended.map((line) => section(escaped(line))),
      buttons(specs),
    ],
  );
}
