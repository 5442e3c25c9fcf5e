import { isForApplicants } from '../../../domain/audience.ts';
import { PHASE_NAMES, TRACK_NAMES, type Track } from '../../../domain/phases.ts';
import { IF_APPLYING } from '../../../domain/upcoming.ts';
import { listText, monthsText } from '../../../domain/wording.ts';
import { type Heading, headingText } from '../../../people/heading.ts';
import type { Entry, Window } from '../../../program/program.ts';
import { type Block, context, escaped, header, lineSections, type Message } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import type { PhaseOutline } from '../rules/course.ts';
import { NOTHING } from './calendar-page.ts';

function windowText(window: Window, track: Track | null): string {
  if ('monthsOfPhase' in window) return `months ${window.monthsOfPhase.join(' to ')} of ${PHASE_NAMES[window.phase]}`;
  if ('monthsBefore' in window) return `${window.monthsBefore} months before ${PHASE_NAMES[window.phase]}`;
  if (!('months' in window)) return 'date to be announced';
  const { months, after, called, only } = window;
  const ofTrack = track === null && only ? TRACK_NAMES[only.track] : undefined;
  const notes = [after === undefined ? called : undefined, ofTrack].flatMap((note) => note ?? []);
  const when = [monthsText(months), ...(after === undefined ? [] : [called ?? ''])].filter((part) => part !== '');
  return notes.length === 0 ? when.join(', ') : `${when.join(', ')} (${notes.join(', ')})`;
}

/**
 * When an entry comes in general: `April and August`, `September (fall)`, `all year, not dated`.
 * `track` is the reader's, who hears nothing of the other one's months; null for those who are no students.
 */
export function windowsText({ when }: Pick<Entry, 'when'>, track: Track | null): string {
  if (when.length === 0) return 'all year, not dated';
  const own = when.filter(
    (window) => !('months' in window) || !window.only || (track ?? window.only.track) === window.only.track,
  );
  return listText([...new Set(own.map((window) => windowText(window, track)))]);
}

export interface Outline {
  title: string;
  heading: Heading;
  phases: readonly PhaseOutline[];
  /** The reader has not decided whether to apply: what is for applicants stands apart. */
  undecided: boolean;
  /** The reader's; null for those who are no students. */
  track: Track | null;
}

interface Part {
  title: string;
  entries: readonly Entry[];
}

function partsOf({ phase, entries }: PhaseOutline, undecided: boolean): Part[] {
  const apart = entries.filter((entry) => undecided && isForApplicants({ anyOf: entry.for }));
  const own = { title: PHASE_NAMES[phase], entries: entries.filter((entry) => !apart.includes(entry)) };
  return apart.length === 0 ? [own] : [own, { title: IF_APPLYING, entries: apart }];
}

/** A phase, or the whole program, entry by entry with its months. */
export function programOutline({ title, heading, phases, undecided, track }: Outline): Message {
  const parts = phases.flatMap((phase) => partsOf(phase, undecided));
  const more = 'To see one of them in full, type `/career event` and a word or two of its name.';
  const listed = (part: Part, line: (entry: Entry) => string) =>
    part.entries.length === 0 ? [NOTHING] : part.entries.map(line);
  const lines = [
    title,
    headingText(heading),
    ...parts.flatMap((part) => ['', part.title, ...listed(part, (e) => `${e.title} · ${windowsText(e, track)}`)]),
  ];
  const blocks: Block[] = [
    header(title),
    context(escaped(headingText(heading))),
    ...parts.flatMap((part) =>
      lineSections([
        `*${part.title}*`,
        ...listed(part, (e) => `• *${escaped(e.title)}* · ${escaped(windowsText(e, track))}`),
      ]),
    ),
  ];
  return composed(lines, blocks, [context(more)], ['', more]);
}
