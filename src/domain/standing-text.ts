import { cycleText } from './cycles.ts';
import { type Day, yearMonthOf } from './day.ts';
import { PHASE_NAMES, TRACK_NAMES } from './phases.ts';
import { phaseProgress, type Standing } from './standing.ts';
import { dayText, yearMonthText } from './wording.ts';

function placeText(standing: Standing, day: Day): string {
  const { phase, year } = standing;
  if (phase === null) return '';
  const progress = phaseProgress(standing, day);
  if (phase === 'pce' && progress) return `PCE month ${progress.month} of ${progress.of}`;
  return phase === 'preclerkship' ? `${PHASE_NAMES[phase]}, year ${year}` : PHASE_NAMES[phase];
}

/** Who a student is to the bot on a day: `PCE month 10 of 12, Pathways, class of 2028, applying 2027-28`. */
export function standingText(standing: Standing, day: Day): string {
  const cycle = standing.cycle ? cycleText(standing.cycle) : '';
  if (standing.away) {
    const what = standing.away.kind === 'phd' ? 'PhD years' : 'On leave';
    const until = standing.away.until === null ? what : `${what} until ${dayText(standing.away.until)}`;
    return [until, cycle].filter((part) => part !== '').join(', ');
  }
  if (standing.stage === 'graduated') return `Graduated in ${standing.class}`;
  const who = `${TRACK_NAMES[standing.track]}, class of ${standing.class}`;
  if (standing.stage === 'before') return `Starting in ${yearMonthText(yearMonthOf(standing.calendar.entry))}, ${who}`;
  return [placeText(standing, day), who, cycle].filter((part) => part !== '').join(', ');
}
