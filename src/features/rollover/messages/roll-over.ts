// The year rolled over, as staff see it: proposal, boxes to tick, difference, what was done.
import { undoButton } from '../../../domain/undo.ts';
import { countText, dayText, momentText } from '../../../domain/wording.ts';
import { type Block, buttons, context, escaped, lineSections, type Message, section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { choice, ticksInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import type { MovingOn } from '../rules/moving-on.ts';
import type { Proposal, Proposed } from '../rules/next-year.ts';
import { type Group, tickedAtFirst } from '../rules/selection.ts';
import { APPLY, CHOOSE, PREVIEW } from './ids.ts';

function yearText(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

function countedText(proposed: readonly Proposed[]): string {
  const sessions = proposed.filter(({ kind }) => kind === 'session').length;
  const dates = proposed.length - sessions;
  return `${countText(sessions, 'session')}${dates > 0 ? ` and ${countText(dates, 'date')}` : ''}`;
}

export interface RollOverProposed extends Proposal {
  from: number;
  moving: MovingOn;
}

/** A title and lines below it; nothing where there are none. */
function part(title: string, lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : lineSections([`*${title}*`, ...lines.map((line) => `• ${escaped(line)}`)]);
}

/** What next year would be, before anything is ticked. */
export function rollOverProposed({ from, year, proposed, dated, notGuessed, moving }: RollOverProposed): Message {
  const intro = `${yearText(year)} made of ${yearText(from)}: ${countedText(proposed)} in the same week and on the same weekday.`;
  const notes = [
    ...(dated > 0 ? [`${countText(dated, 'session')} of that year ${dated === 1 ? 'is' : 'are'} dated already.`] : []),
    'Links and recordings are not taken over. Nothing is changed before you have seen all of it.',
    'When classes enter, change phase and graduate is dated by the program file, not here: what it says of the year is shown below.',
  ];
  const parts: readonly [string, readonly string[]][] = [
    ['Who moves on', moving.lines],
    ['For the program file', moving.problems],
    ['National dates, for you to enter: I never guess them', notGuessed],
  ];
  const odd = proposed.flatMap(({ title, note }) => (note === null ? [] : [`${title}: ${note}`]));
  const lines = [...parts, ['To be looked at', odd] as const].flatMap(([title, all]) =>
    all.length === 0 ? [] : ['', title, ...all],
  );
  const button = { label: 'Choose what applies', action: CHOOSE, value: String(from), style: 'primary' as const };
  return composed(
    [intro, ...notes, ...lines],
    [
      section(escaped([intro, ...notes].join('\n'))),
      ...parts.flatMap(([title, all]) => part(title, all)),
      ...part('To be looked at', odd),
    ],
    proposed.length > 0 ? [buttons([button])] : [],
  );
}

function whenText(one: Proposed, zone: string): string {
  return one.kind === 'session' ? momentText(one.to.startsAt, zone) : dayText(one.to.day);
}

function formerText(one: Proposed, zone: string): string {
  return one.kind === 'session' ? momentText(one.from.startsAt, zone) : dayText(one.from.day);
}

export interface RollOverForm {
  from: number;
  year: number;
  groups: readonly Group[];
  /** The school's. */
  zone: string;
}

/** A form holds 100 blocks. */
const MOST_FIELDS = 90;

/** A box for each session and date, by month. */
export function rollOverForm({ from, year, groups, zone }: RollOverForm): Message & { form: Form } {
  const text = `Tick what applies of ${yearText(year)}, and take the tick from what does not. I show you all of it before anything is changed.`;
  const fields = groups.slice(0, MOST_FIELDS).map((group) =>
    ticksInput({
      id: group.id,
      label: group.label,
      optional: true,
      choices: group.proposed.map((one) => {
        const was = `before: ${formerText(one, zone)}`;
        return choice(`${whenText(one, zone)}: ${one.title}`, one.id, one.note === null ? was : `${one.note}; ${was}`);
      }),
      chosen: tickedAtFirst(group),
    }),
  );
  const form: Form = {
    title: `Year ${yearText(year)}`,
    ...(fields.length > 0 ? { action: PREVIEW, value: String(from), submit: 'Show the difference' } : {}),
    blocks: [section(text), ...fields],
  };
  return { ...composed([text], [section(text)]), form };
}

export interface RollOverShown {
  year: number;
  chosen: readonly Proposed[];
  /** How many of the proposal are not ticked. */
  leftOut: number;
  /** What the form carries. */
  value: string;
  zone: string;
}

/** What becomes different, before it does. */
export function rollOverShown({ year, chosen, leftOut, value, zone }: RollOverShown): Message & { form: Form } {
  const added = `Added to ${yearText(year)}: ${countedText(chosen)}.`;
  const summary =
    chosen.length === 0
      ? 'Nothing is ticked, so nothing would be different.'
      : `${added} Nothing else becomes different. It was tried and works.`;
  const out = leftOut > 0 ? [`${leftOut} of the proposal left out.`] : [];
  const lines = chosen.map((one) => `+ ${whenText(one, zone)}: ${one.title}`);
  const message = composed(
    [summary, ...out, ...lines],
    [section(escaped([summary, ...out].join(' '))), ...lineSections(lines.map(escaped))],
  );
  const applying = chosen.length === 0 ? {} : { action: APPLY, value, submit: 'Apply' };
  return { ...message, form: { title: `Year ${yearText(year)}`, ...applying, blocks: message.blocks } };
}

/** The year was rolled over. */
export function rollOverDone({
  year,
  chosen,
  auditId,
}: {
  year: number;
  chosen: readonly Proposed[];
  auditId: number;
}): Message {
  const text = `${yearText(year)} is dated: ${countedText(chosen)}. Everybody's calendar shows it at once; nobody was written to.`;
  return composed(
    [text],
    [section(escaped(text)), context('Undo takes all of it back for ten minutes.'), buttons([undoButton(auditId)])],
  );
}
