// What interviewers are asked when a round opens: one message with their evenings to tick, filled in as they answered last year.
import type { Day } from '../../../domain/day.ts';
import { buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import type { Choice } from '../../../slack/inputs.ts';
import { besideText, ticksInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { OFFER, SAVE_TICKS, TICK } from './ids.ts';
import { committeeInputs, eveningChoices, groupsOf } from './offer-fields.ts';

export interface OfferAsk {
  roundId: number;
  /** What is asked, in a few sentences. */
  line: string;
  evenings: readonly Day[];
  ticked: readonly Day[];
  specialties: readonly Choice[];
}

/** The one message to an interviewer: it can be answered where it stands, or in the form. */
export function offerAsk({ roundId, line, evenings, ticked, specialties }: OfferAsk): Message {
  const value = String(roundId);
  const days = eveningChoices(evenings).map(({ label }) => label);
  return composed(
    [
      line,
      `Evenings: ${days.join('; ')}.`,
      'On a residency selection committee this cycle? Please tick, and press Save.',
    ],
    [
      section(escaped(line)),
      ...groupsOf(evenings).map((group, at) =>
        besideText(
          ticksInput({
            id: group.id,
            label: at === 0 ? 'Evenings on which you can' : 'and',
            choices: eveningChoices(group.days),
            chosen: ticked,
          }),
          TICK,
        ),
      ),
      ...committeeInputs(specialties, []).map((field) => besideText(field, TICK)),
    ],
    [
      buttons([
        { label: 'Save', action: SAVE_TICKS, value, style: 'primary' },
        { label: 'Single times, online room', action: OFFER, value },
      ]),
    ],
  );
}
