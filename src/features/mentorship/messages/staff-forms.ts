// The forms of staff, and texts they can copy.
import type { Day } from '../../../domain/day.ts';
import type { SeasonWay } from '../../../domain/mentorship.ts';
import { listText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { escaped, section } from '../../../slack/blocks.ts';
import { emailBlocks } from '../../../slack/email-draft.ts';
import type { Form } from '../../../slack/form.ts';
import {
  type Choice,
  choice,
  dayInput,
  OPTIONS_LIMIT,
  radioInput,
  searchInput,
  selectInput,
} from '../../../slack/inputs.ts';
import {
  CHANGE_DRAFT,
  CHOOSE_MATCH,
  EDIT_DRAFT,
  EDIT_SEASON,
  EMAIL,
  FIELDS,
  MATCH,
  PICK_MENTOR,
  SET_SEASON,
} from './ids.ts';
import { said } from './said.ts';

/** Of those who fit best, so many are named where there are too many for a menu. */
const MOST_NAMED = 3;

function opened(form: Form, again: { label: string; action: string; value: string }): Reply {
  return { ...said(['The form did not open in time. Please press again.'], [again]), form };
}

export interface SeasonForm {
  isOpen: boolean;
  way: SeasonWay;
  startsOn: Day;
  endsOn: Day;
  hearsBy: Day | undefined;
}

/** Opens a season, or changes the open one. */
export function seasonForm({ isOpen, way, startsOn, endsOn, hearsBy }: SeasonForm): Reply {
  return opened(
    {
      action: SET_SEASON,
      title: isOpen ? 'Change the season' : 'Open a season',
      submit: isOpen ? 'Save' : 'Open',
      blocks: [
        radioInput({
          id: FIELDS.way,
          label: 'How students get their mentors',
          choices: [
            choice('Rolling', 'rolling', 'each request is asked at once, one mentor after the other'),
            choice('In rounds', 'rounds', 'you draft a round over all requests, look at it, and publish it'),
          ],
          chosen: way,
        }),
        dayInput({ id: FIELDS.startsOn, label: 'First day', initial: startsOn }),
        dayInput({ id: FIELDS.endsOn, label: 'Last day', initial: endsOn }),
        dayInput({
          id: FIELDS.hearsBy,
          label: 'In rounds: students hear by',
          hint: 'Students read this day; what is not matched by then comes to you.',
          optional: true,
          initial: hearsBy,
        }),
      ],
    },
    { label: 'Open the form', action: EDIT_SEASON, value: 'new' },
  );
}

/** Candidates in their order; with more than a menu holds staff find each of them by typing. */
function mentorInput(candidates: readonly Choice[], optional = false) {
  const field = { id: FIELDS.mentor, label: optional ? 'Another mentor' : 'Mentor', optional };
  if (candidates.length <= OPTIONS_LIMIT) return selectInput({ ...field, choices: candidates });
  const hint = `Type part of a name or a specialty. Those who fit best: ${listText(candidates.slice(0, MOST_NAMED).map(({ label }) => label))}.`;
  return searchInput({ ...field, options: PICK_MENTOR, hint });
}

export interface MatchForm {
  requestId: number;
  student: string;
  /** What the student asks for, line by line. */
  wanted: readonly string[];
  /** Who could take them, the best first, with what speaks for it. */
  candidates: readonly Choice[];
}

/** Staff match by hand; where nobody can take the student, the form says so. */
export function matchForm({ requestId, student, wanted, candidates }: MatchForm): Reply {
  const asked = section([`*${escaped(student)}*`, ...wanted.map(escaped)].join('\n'));
  const again = { label: 'Match by hand', action: CHOOSE_MATCH, value: String(requestId) };
  if (candidates.length === 0)
    return opened(
      {
        title: 'Match by hand',
        blocks: [
          asked,
          section(
            'No mentor who could take this student has a free place. A mentor can raise theirs, or somebody can join.',
          ),
        ],
      },
      again,
    );
  return opened(
    {
      action: MATCH,
      value: String(requestId),
      title: 'Match by hand',
      submit: 'Match',
      blocks: [asked, mentorInput(candidates)],
    },
    again,
  );
}

export interface DraftForm {
  roundId: number;
  requestId: number;
  student: string;
  wanted: readonly string[];
  /** Who the draft gives them; null where nobody. */
  mentor: string | null;
  isLocked: boolean;
  candidates: readonly Choice[];
}

/** Staff decide about one student of a draft. */
export function draftForm({ roundId, requestId, student, wanted, mentor, isLocked, candidates }: DraftForm): Reply {
  const value = `${roundId}/${requestId}`;
  const decisions = [
    ...(mentor === null ? [] : [choice(`Keep ${mentor}, whatever else changes`, 'keep')]),
    ...(candidates.length > 0 ? [choice('Another mentor, as chosen below', 'other')] : []),
    ...(mentor === null ? [] : [choice(`Anybody but ${mentor}`, 'forbid')]),
    ...(isLocked ? [choice('Leave it to the round again', 'free')] : []),
  ];
  const blocks = [
    section(
      [
        `*${escaped(student)}*`,
        ...wanted.map(escaped),
        escaped(mentor === null ? 'In the draft: nobody' : `In the draft: ${mentor}`),
      ].join('\n'),
    ),
    ...(decisions.length > 0
      ? [radioInput({ id: FIELDS.decision, label: 'What do you decide?', choices: decisions })]
      : [section('No mentor who could take this student has a place, so there is nothing to decide here.')]),
    ...(candidates.length > 0 ? [mentorInput(candidates, true)] : []),
  ];
  const again = { label: 'Change', action: EDIT_DRAFT, value };
  return decisions.length > 0
    ? opened({ action: CHANGE_DRAFT, value, title: 'Change the draft', submit: 'Save and run again', blocks }, again)
    : opened({ title: 'Change the draft', blocks }, again);
}

export interface EmailForm {
  /** As its button names it. */
  value: string;
  to: readonly string[];
  subject: string;
  body: string;
}

/** An e-mail that staff send themselves, in one piece to be copied. */
export function emailForm({ value, to, subject, body }: EmailForm): Reply {
  return opened(
    { title: 'E-mail text', blocks: emailBlocks({ to, subject, lines: body.split('\n') }) },
    { label: 'E-mail text', action: EMAIL, value },
  );
}
