import { PHASE_NAMES, TRACK_NAMES } from '../../../domain/phases.ts';
import type { Override } from '../../../domain/standing.ts';
import { dayText } from '../../../domain/wording.ts';

function whatText({ kind, value }: Override): string {
  switch (kind) {
    case 'leave':
      return value === 'phd' ? 'PhD years' : 'Leave';
    case 'class':
      return `Class of ${value}`;
    case 'track':
      return `Track ${TRACK_NAMES[value]}`;
    case 'phase':
      return `Phase ${PHASE_NAMES[value]}`;
    case 'cycle':
      if (value === 'not-applying') return 'Not applying';
      return value === 'undecided' ? 'Undecided whether to apply' : `Applying for the Match of ${value}`;
  }
}

/** `Leave from September 1, 2026, back on September 1, 2027`; `Class of 2028 from July 1, 2026`. */
export function overrideWords(override: Override): string {
  const { kind, from, to } = override;
  const end = to === null ? '' : kind === 'leave' ? `, back on ${dayText(to)}` : ` until ${dayText(to)}`;
  return `${whatText(override)} from ${dayText(from)}${end}`;
}
