// The fields in which interviewers answer: the same in their message and in the form.
import type { Day } from '../../../domain/day.ts';
import { enteredChoices, type FormValues } from '../../../domain/form-values.ts';
import { weekdayText } from '../../../domain/wording.ts';
import { type Choice, choice, multiSelectInput, radioInput } from '../../../slack/inputs.ts';

/** Values are days, labels name the day of the week. */
export function eveningChoices(days: readonly Day[]): Choice[] {
  return days.map((day) => choice(weekdayText(day), day));
}

/** Asked anew every year: nothing is chosen beforehand, but what staff read in somebody's mail. */
export function committeeInputs(specialties: readonly Choice[], committees: readonly string[], answer?: 'yes' | 'no') {
  return [
    radioInput({
      id: 'committee',
      label: 'On a residency selection committee this cycle?',
      choices: [choice('No', 'no'), choice('Yes: the specialties below', 'yes')],
      chosen: answer,
    }),
    multiSelectInput({
      id: 'committees',
      label: 'For which specialties',
      optional: true,
      choices: specialties,
      chosen: committees,
    }),
  ];
}

/** Slack takes ten boxes together. */
const BOXES = 10;

/** The evenings in as many groups of boxes as Slack needs. */
export function groupsOf(evenings: readonly Day[]): { id: string; days: readonly Day[] }[] {
  const groups: { id: string; days: readonly Day[] }[] = [];
  for (let at = 0; at < evenings.length; at += BOXES)
    groups.push({ id: `evenings-${groups.length + 1}`, days: evenings.slice(at, at + BOXES) });
  return groups;
}

/** What is ticked in the message just now; where Slack says nothing of a group of boxes, as it was filled in. */
export function tickedIn(
  values: FormValues,
  { evenings, ticked }: { evenings: readonly Day[]; ticked: readonly Day[] },
): Day[] {
  return groupsOf(evenings).flatMap(({ id, days }) => {
    const chosen = values.has(id) ? enteredChoices(values, id) : ticked;
    return days.filter((day) => chosen.includes(day));
  });
}
