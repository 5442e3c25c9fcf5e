import { type Heading, headingText } from '../../../people/heading.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  header,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import type { Line } from '../../../slack/upcoming-line.ts';

/** One advising role as its student sees it. */
export interface TeamRole {
  /** With the Society where each has their own. */
  title: string;
  who: string;
  purpose: string;
  bring: readonly string[];
  reach: string;
  /** Who holds it for this student, and how to write to them; offices of the program where nobody is assigned to it. */
  holders: readonly string[];
  /** Nobody is assigned yet: how that comes about. */
  missing: string | null;
  /** The meeting that comes next, with its time. */
  meeting: Line | null;
  buttons: readonly ButtonSpec[];
  /** Where several hold it: what one can do about meeting each of them, a row each. */
  each: readonly (readonly ButtonSpec[])[];
}

export interface TeamAnswer {
  heading: Heading;
  /** No student, or away: why little is listed. */
  note: string | null;
  now: readonly TeamRole[];
  /** In the phase that comes next. */
  next: readonly TeamRole[];
}

function heldBy({ holders, missing }: TeamRole): string {
  return holders.length > 0 ? holders.join('; ') : (missing ?? '');
}

function titleLine(role: TeamRole): string {
  const held = heldBy(role);
  return held === '' ? role.title : `${role.title}: ${held}`;
}

function roleBlocks(role: TeamRole): Block[] {
  const held = heldBy(role);
  const text = [
    held === '' ? `*${escaped(role.title)}*` : `*${escaped(role.title)}*: ${escaped(held)}`,
    escaped(role.who),
    `_What for:_ ${escaped(role.purpose)}`,
    ...(role.bring.length > 0 ? [`_What to bring:_ ${escaped(role.bring.join('; '))}`] : []),
    `_How to reach:_ ${escaped(role.reach)}`,
    ...(role.meeting ? [`_Next meeting:_ ${role.meeting.mrkdwn}`] : []),
  ];
  const rows = [role.buttons, ...role.each].filter((row) => row.length > 0);
  return [section(text.join('\n')), ...rows.map((row) => buttons(row, role.title))];
}

function roleLines(role: TeamRole): string[] {
  return [
    titleLine(role),
    `What for: ${role.purpose}`,
    ...(role.bring.length > 0 ? [`What to bring: ${role.bring.join('; ')}`] : []),
    `How to reach: ${role.reach}`,
    ...(role.meeting ? [`Next meeting: ${role.meeting.text}`] : []),
  ];
}

const TITLE = 'Your advising team';
const NEXT = 'In your next phase';

/** Who helps a student in this phase and the next, what for, what to bring, how to reach them, and what is not yet assigned. */
export function teamAnswer({ heading, note, now, next }: TeamAnswer): Message {
  const lines = [
    TITLE,
    headingText(heading),
    ...(note === null ? [] : [note]),
    ...now.flatMap((role) => ['', ...roleLines(role)]),
    ...(next.length > 0 ? ['', NEXT, ...next.map((role) => `${titleLine(role)}. ${role.purpose}`)] : []),
  ];
  const blocks: Block[] = [
    header(TITLE),
    context(escaped(headingText(heading))),
    ...(note === null ? [] : [section(escaped(note))]),
    ...now.flatMap(roleBlocks),
    ...(next.length > 0 ? [section(`*${NEXT}*`), ...next.flatMap(roleBlocks)] : []),
  ];
  return composed(lines, blocks);
}
