// What an act on sessions makes different, in lines: when, what else, for whom, what stands against it, who is told.
import type { Temporal } from 'temporal-polyfill';
import type { SessionChange } from '../../../../domain/session-change.ts';
import { countText, spanText } from '../../../../domain/wording.ts';
import { type Block, divider, escaped, lineSections, section, shortened } from '../../../../slack/blocks.ts';
import type { AgainstIt } from '../../rules/clashes.ts';
import { CHANGE_NEWS } from '../../rules/session-changes.ts';

interface Span {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

export interface SessionDifference {
  title: string;
  span: Span;
  /** What becomes of it, where it does not take place as it was dated: `cancelled`, `online`. */
  fate: string | null;
  /** When it was to be; null where that stays, or it is new. */
  was: Span | null;
  isNew: boolean;
  /** All else that is different; null: nothing was there, or nothing is any more. */
  fields: readonly { name: string; is: string | null; was: string | null }[];
  /** How many students it is for. */
  students: number;
  against: Omit<AgainstIt, 'students'> | null;
  told: { what: SessionChange; people: number } | null;
}

/** What is shown over the fields of a form before anything is done. */
export interface Review {
  /** What happened meanwhile. */
  note: string | null;
  lines: readonly string[];
  /** Sending the form again does it; else something has to be put right first. */
  isReady: boolean;
}

const UNTOLD = 'Nobody had been told of it so far, so nobody is written to.';

function toldLine({ told, isNew, students }: SessionDifference): string[] {
  if (isNew)
    return [`It is for ${countText(students, 'student')}, who see it from now on. Nobody is written to at once.`];
  if (!told) return ['Nobody is written to because of this.'];
  const { people, what } = told;
  return [
    people === 0
      ? UNTOLD
      : `${countText(people, 'person knows', 'people know')} of it; I tell them: ${CHANGE_NEWS[what]}.`,
  ];
}

function againstLines({ against }: SessionDifference, zone: string): string[] {
  if (!against) return [];
  const { clashes, booked, alsoDated, closedFor, outside, isOver } = against;
  return [
    ...(isOver ? ['That time is over already.'] : []),
    ...(closedFor === null ? [] : [`The school is closed on that day (${closedFor}).`]),
    ...(outside === null ? [] : [`In the program its time is ${outside}.`]),
    ...alsoDated.map(
      (other) => `In these months it has a session already: ${spanText(other.startsAt, other.endsAt, zone)}.`,
    ),
    ...clashes.map(({ title, startsAt, endsAt, people }) => {
      const whose = `for ${people} of the same students`;
      return `At the same hour, ${whose}: ${title}, ${spanText(startsAt, endsAt, zone)}.`;
    }),
    ...(booked === 0 ? [] : [`${booked} of these students ${booked === 1 ? 'has' : 'have'} something booked then.`]),
  ];
}

/** `zone` is the school's. */
export function differenceLines(difference: SessionDifference, zone: string): string[] {
  const { title, span, was, fate, fields } = difference;
  const when = spanText(span.startsAt, span.endsAt, zone);
  const before = was === null ? '' : ` (so far: ${spanText(was.startsAt, was.endsAt, zone)})`;
  return [
    `${title}: ${when}${before}${fate === null ? '' : `: ${fate}`}`,
    ...fields.map(({ name, is, was: had }) => {
      const former = had === null ? '' : ` (so far: ${had})`;
      return `${name}: ${is ?? 'none'}${former}`;
    }),
    ...againstLines(difference, zone),
    ...toldLine(difference),
  ];
}

/** Lines that a form shows; the rest is counted. */
const MOST_LINES = 120;
const LINE_LIMIT = 400;

/** Over the fields of a form. */
export function reviewBlocks(review: Review | null): Block[] {
  if (!review) return [];
  const left = review.lines.length - MOST_LINES;
  const lines = review.lines.slice(0, MOST_LINES).map((line) => escaped(shortened(line, LINE_LIMIT)));
  return [
    ...(review.note === null ? [] : [section(`*${escaped(shortened(review.note, LINE_LIMIT))}*`)]),
    ...lineSections([...lines, ...(left > 0 ? [`… and ${left} more lines`] : [])]),
    divider(),
  ];
}

/** The same as plain text. */
export function reviewText(review: Review | null): string[] {
  return review ? [...(review.note === null ? [] : [review.note]), ...review.lines] : [];
}
