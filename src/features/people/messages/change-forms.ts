// Forms in which staff, or a student, say what is to be different about somebody; what it changes is shown before it is done.
import type { Day } from '../../../domain/day.ts';
import { ROLES as EVERY_ROLE, ROLE_NAMES, type Role } from '../../../domain/roles.ts';
import type { Override } from '../../../domain/standing.ts';
import { dayText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { type Block, escaped, lineSections, section } from '../../../slack/blocks.ts';
import { choice, dayInput, selectInput, ticksInput } from '../../../slack/inputs.ts';
import { composed, sentence } from '../../../slack/message.ts';
import { FIELDS, type OverrideChoice } from '../rules/entered-override.ts';
import type { WhatChanges } from '../rules/standing-change.ts';
import { PREVIEW_END, SAVE_LEAVE, SAVE_ROLES } from './ids.ts';
import { overrideWords } from './words.ts';

const NO_FORM = 'Please press the button again: the form could not be opened this time.';

/** All roles of one person; the form carries those that were shown, so that another's change is kept. */
export function rolesAsked({ id, name, roles }: { id: number; name: string; roles: readonly Role[] }): Reply {
  const field = ticksInput({
    id: 'roles',
    label: `Roles of ${name}`,
    optional: true,
    choices: EVERY_ROLE.map((role) => choice(ROLE_NAMES[role], role)),
    chosen: roles,
  });
  const value = `${id}/${roles.join(',')}`;
  return { ...sentence(NO_FORM), form: { action: SAVE_ROLES, value, title: 'Roles', submit: 'Save', blocks: [field] } };
}

export interface OverrideAsked {
  /** The form that takes it, and what it carries. */
  action: string;
  value: string;
  intro: string;
  choices: readonly OverrideChoice[];
  today: Day;
}

/** What is to be different, from when, until when. */
export function overrideAsked({ action, value, intro, choices, today }: OverrideAsked): Reply {
  const blocks: Block[] = [
    section(escaped(intro)),
    selectInput({ id: FIELDS.what, label: 'What', choices: choices.map((one) => choice(one.label, one.value)) }),
    dayInput({ id: FIELDS.from, label: 'From', initial: today }),
    dayInput({ id: FIELDS.until, label: 'Until (for time away: the day of return)', optional: true }),
  ];
  return { ...sentence(NO_FORM), form: { action, value, title: 'Something is different', submit: 'Show', blocks } };
}

/** When an override ends. */
export function endAsked({ value, override, today }: { value: string; override: Override; today: Day }): Reply {
  const blocks: Block[] = [
    section(escaped(overrideWords(override))),
    dayInput({
      id: FIELDS.from,
      label: 'No longer in force from',
      hint: 'On its first day or before, it is taken out altogether.',
      initial: today > override.from ? today : override.from,
    }),
  ];
  return {
    ...sentence(NO_FORM),
    form: { action: PREVIEW_END, value, title: 'End an override', submit: 'Show', blocks },
  };
}

const MOST_LINES = 12;

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more`] : [];
  return ['', title, ...lines.slice(0, MOST_LINES).map((line) => `• ${line}`), ...more];
}

/** What becomes different, line by line. */
export function changeLines({ standing, comes, goes, reminders }: WhatChanges): string[] {
  const stands = standing.map(({ from, before, after }) => `From ${dayText(from)}: ${after} (as it is now: ${before})`);
  const isSame = standing.length === 0 && comes.length === 0 && goes.length === 0;
  return [
    ...(isSame ? ['Nothing that I show or say becomes different.'] : []),
    ...stands.slice(0, MOST_LINES),
    ...listed('Comes', comes),
    ...listed('Goes', goes),
    '',
    `Reminders that fall due in the next four weeks: ${reminders.after} (as it is now: ${reminders.before})`,
  ];
}

export interface ChangePreview {
  /** The form that does it, and what it carries. */
  action: string;
  value: string;
  submit: string;
  heading: string;
  changes: WhatChanges;
}

/** What an override makes different, before anything is done. */
export function changePreview({ action, value, submit, heading, changes }: ChangePreview): Reply {
  const lines = changeLines(changes);
  const blocks = [section(`*${escaped(heading)}*`), ...lineSections(lines.map(escaped))];
  return { ...composed([heading, ...lines], blocks), form: { action, value, title: 'What changes', submit, blocks } };
}

/** Asks whether somebody has left, and says what that means. */
export function leaveAsked({ id, name, places }: { id: number; name: string; places: number }): Reply {
  const lines = [
    `${name} has left the program?`,
    'Everything stops at once: nothing is sent to them any more, what was about to be sent is withdrawn, their places and open cases are freed or go on to others, and no list names them. They read nothing of it.',
    ...(places > 0 ? [`Sessions to which they answered: ${places}`] : []),
    'What was is kept. You can take this back for ten minutes, and later say that they are back; places are not given back.',
  ];
  const blocks = lineSections(lines.map(escaped));
  return {
    ...composed(lines, blocks),
    form: { action: SAVE_LEAVE, value: String(id), title: 'Has left', submit: 'Has left', blocks },
  };
}
