// The forms of staff.

import type { Day } from '../../../domain/day.ts';
import { PICK_PERSON } from '../../../domain/picking.ts';
import { weekdayText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { escaped, section } from '../../../slack/blocks.ts';
import {
  type Choice,
  choice,
  dayInput,
  multiSelectInput,
  radioInput,
  searchInput,
  selectInput,
  textInput,
  ticksInput,
} from '../../../slack/inputs.ts';
import { TOO_LATE } from './forms.ts';
import { CHOOSE_ANSWER, SAVE_CHANGE, SAVE_FIND, SAVE_RELAX, SAVE_ROUND } from './ids.ts';

/** A new round: its evenings and until when people answer. */
export function roundForm({
  matchYear,
  evenings,
  chosen,
  answerBy,
}: {
  matchYear: number;
  evenings: readonly Day[];
  chosen: readonly Day[];
  answerBy: Day;
}): Reply {
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_ROUND,
      value: String(matchYear),
      title: 'Open a round',
      submit: 'Open and ask',
      blocks: [
        section(
          escaped(
            `Practice interviews for the Match of ${matchYear}. Opening asks every interviewer for their times and tells every student who is applying.`,
          ),
        ),
        multiSelectInput({
          id: 'evenings',
          label: 'Evenings',
          choices: evenings.map((day) => choice(weekdayText(day), day)),
          chosen,
          most: 20,
        }),
        dayInput({ id: 'answerBy', label: 'Please answer by', initial: answerBy }),
      ],
    },
  };
}

/** What can be done to one interview. `others` are the times and interviewers that the rules allow instead. */
export function changeForm({
  interviewId,
  about,
  locked,
  planning,
  others,
}: {
  interviewId: number;
  about: string;
  locked: boolean;
  planning: boolean;
  others: readonly Choice[];
}): Reply {
  const acts = [
    ...(planning ? [locked ? choice('Unlock', 'unlock') : choice('Lock: keep it when matching again', 'lock')] : []),
    choice('Take it out', 'cancel'),
    choice('Take it out and keep these two apart', 'apart'),
    ...(others.length > 0 ? [choice('Put the one below in its place', 'move')] : []),
  ];
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_CHANGE,
      value: String(interviewId),
      title: 'Change an interview',
      submit: 'Change',
      blocks: [
        section(escaped(about)),
        radioInput({ id: 'act', label: 'What', choices: acts }),
        ...(others.length > 0 ? [selectInput({ id: 'other', label: 'Instead', optional: true, choices: others })] : []),
      ],
    },
  };
}

/** A place for a student by hand; `choices` are what the rules allow. */
export function findForm({
  value,
  about,
  choices,
}: {
  value: string;
  about: string;
  choices: readonly Choice[];
}): Reply {
  return {
    ...TOO_LATE,
    form: {
      ...(choices.length > 0 ? { action: SAVE_FIND, submit: 'Book' } : {}),
      value,
      title: 'Find an interview',
      blocks: [
        section(escaped(choices.length > 0 ? about : `${about} No time is free that the rules allow.`)),
        ...(choices.length > 0 ? [selectInput({ id: 'other', label: 'Interview', choices })] : []),
      ],
    },
  };
}

/** For a specialty, who else may be the second interviewer. */
export function relaxForm({
  roundId,
  short,
  specialties,
}: {
  roundId: number;
  short: readonly Choice[];
  specialties: readonly Choice[];
}): Reply {
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_RELAX,
      value: String(roundId),
      title: 'Allow another specialty',
      submit: 'Allow',
      blocks: [
        section(
          'For the second interviewer only; the student is told. Nobody on a selection committee for it is ever allowed.',
        ),
        selectInput({ id: 'specialty', label: 'For students of', choices: short }),
        multiSelectInput({
          id: 'related',
          label: 'The second interviewer may be of',
          optional: true,
          choices: specialties,
          most: 5,
        }),
        ticksInput({
          id: 'advisors',
          label: 'Society Advisors',
          optional: true,
          choices: [choice('A Society Advisor may be the second interviewer', 'yes')],
        }),
      ],
    },
  };
}

/** For which interviewer staff answer. */
export function answerForForm({ roundId }: { roundId: number }): Reply {
  return {
    ...TOO_LATE,
    form: {
      action: CHOOSE_ANSWER,
      value: String(roundId),
      title: 'Answer for somebody',
      submit: 'Next',
      blocks: [
        searchInput({
          id: 'person',
          label: 'Interviewer',
          hint: 'Somebody who answered by e-mail, or who is to be asked as well.',
          options: PICK_PERSON,
        }),
        textInput({
          id: 'mail',
          label: 'Their e-mail',
          hint: 'Paste it, and the next form is filled in with what I understand; you see it line by line before anything is saved.',
          optional: true,
          multiline: true,
        }),
      ],
    },
  };
}
