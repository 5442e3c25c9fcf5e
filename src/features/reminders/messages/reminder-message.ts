import { POLICY_KINDS, type ReminderKey, type ReminderKind } from '../../../domain/reminder.ts';
import type { Reminded } from '../../../feature.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  type Message,
  menu,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { whenLine, whereLine } from '../../../slack/upcoming-line.ts';
import { FEWER, QUIET_UNTIL, SNOOZE } from './ids.ts';

/** Something that is reminded of, and by which reminder. */
export interface RemindedThing {
  key: Pick<ReminderKey, 'kind' | 'subject'>;
  reminded: Reminded;
}

export interface ReminderMessage {
  things: readonly RemindedThing[];
  /** Who the person is to the program: that is why they get it. */
  why: string;
  zone: string;
}

/** Slack shows 25 elements in a row; more than these nobody reads. */
const MOST_OWN_BUTTONS = 4;

/** For how long it stays quiet, as it is chosen below a message. */
export const quietMenu = menu({
  placeholder: 'Quiet until …',
  action: QUIET_UNTIL,
  options: [
    { label: 'Quiet until tomorrow', value: 'P1D' },
    { label: 'Quiet for 3 days', value: 'P3D' },
    { label: 'Quiet for a week', value: 'P7D' },
    { label: 'Quiet until a day …', value: 'day' },
  ],
});

function isPolicyKind(kind: ReminderKind): boolean {
  return POLICY_KINDS.some((known) => known === kind);
}

/** What one would do: the thing's own buttons first, then what it is in full, then when and how often it is said. */
function buttonsOf({ key, reminded: { upcoming, buttons: own } }: RemindedThing): ButtonSpec[] {
  const { kind, subject } = key;
  const details = own.some(({ action, value }) => action === upcoming.button.action && value === upcoming.button.value)
    ? []
    : [upcoming.button];
  return [
    ...own.slice(0, MOST_OWN_BUTTONS),
    ...details,
    ...(kind === 'change' ? [] : [{ label: 'Snooze 1 day', action: SNOOZE, value: subject }]),
    ...(isPolicyKind(kind) ? [{ label: 'Fewer of these', action: FEWER, value: kind }] : []),
  ];
}

/** `New time: Title` on one line, then when and where. */
function linesOf({ reminded: { upcoming, news } }: RemindedThing, zone: string) {
  const when = whenLine(upcoming.when, zone, { withEnd: true });
  const where = whereLine(upcoming);
  const said = news === null ? '' : `${news.charAt(0).toUpperCase()}${news.slice(1)}: `;
  return {
    text: [`${said}${upcoming.title}`, when.text, ...(where ? [where.text] : [])].join(', '),
    mrkdwn: [`*${escaped(`${said}${upcoming.title}`)}*`, when.mrkdwn, ...(where ? [where.mrkdwn] : [])].join('\n'),
  };
}

const OWN = 'You asked me to remind you of it.';
const CHANGED = 'You had been told of it before.';

/** Why a person gets it: who they are, and what they asked for. */
function whyText({ things, why }: ReminderMessage): string {
  const kinds = new Set(things.map(({ key }) => key.kind));
  const parts = [
    `Why you get this: ${why}.`,
    ...(kinds.has('own') ? [OWN] : []),
    ...(kinds.has('change') ? [CHANGED] : []),
  ];
  return parts.join(' ');
}

/** What brought the news of a thing, where the thing before it does not say so already. */
function occasionsOf(things: readonly RemindedThing[], at: number): string[] {
  const occasion = things[at]?.reminded.occasion;
  return occasion === undefined || things[at - 1]?.reminded.occasion === occasion ? [] : [occasion];
}

/** A reminder of one thing, or of several at once; each has its own buttons. */
export function reminderMessage(message: ReminderMessage): Message {
  const { things, zone } = message;
  const why = whyText(message);
  const said = things.map((thing, at) => ({ thing, occasions: occasionsOf(things, at), lines: linesOf(thing, zone) }));
  const blocks = said.flatMap(({ thing, occasions, lines }): Block[] => [
    ...occasions.map((occasion) => section(escaped(occasion))),
    section(lines.mrkdwn),
    buttons(buttonsOf(thing)),
  ]);
  return composed(
    said.flatMap(({ occasions, lines }) => [...occasions, lines.text]),
    blocks,
    [quietMenu, context(escaped(why))],
    [why],
  );
}
