// Reasons in words, for whoever reads them: the student, the mentor (who learns nothing of wishes), or staff.
import { listText } from '../../../domain/wording.ts';
import type { Program } from '../../../program/program.ts';
import type { Reason } from './market.ts';
import type { WhyUnmatched } from './round.ts';

export type Reader = 'student' | 'mentor' | 'staff';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

export function specialtyNames(program: Program, ids: readonly string[]): string[] {
  return ids.map((id) => program.specialty(id)?.name ?? id);
}

export function topicNames(program: Program, ids: readonly string[]): string[] {
  const { topics } = program.file.mentorship;
  return ids.map((id) => topics.find((topic) => topic.id === id)?.name ?? id);
}

function wishText(rank: number, reader: Reader): string {
  const ordinal = ORDINALS[rank - 1] ?? `${rank}th`;
  return reader === 'student' ? `your ${ordinal} wish` : `the student's ${ordinal} wish`;
}

function textOf(program: Program, reason: Reason, reader: Reader): string[] {
  switch (reason.kind) {
    case 'specialties': {
      const names = listText(specialtyNames(program, reason.ids));
      return [reader === 'staff' ? `both considered ${names}` : `you both considered ${names}`];
    }
    case 'wish':
      return reader === 'mentor' ? [] : [wishText(reason.rank, reader)];
    case 'topics': {
      const names = listText(topicNames(program, reason.ids));
      return [`${reader === 'staff' ? 'both' : 'you both'} named: ${names}`];
    }
    case 'left-out':
      return reader === 'staff' ? ['got nobody last time, so goes first'] : [];
  }
}

/** `you both considered Neurology; your second wish`; empty where there is nothing to say. */
export function reasonsText(program: Program, reasons: readonly Reason[], reader: Reader): string {
  return reasons.flatMap((reason) => textOf(program, reason, reader)).join('; ');
}

/** For staff; what is private (whom one is not paired with) is among what can't be. */
export const WHY_TEXT: Record<WhyUnmatched, string> = {
  'none-free': 'no mentor who could take them has a free place',
  'wishes-unavailable': 'asked for their wishes only, and none of those can take them',
  forbidden: 'you ruled out whoever was left',
  'wishes-taken': 'asked for their wishes only, and others came first there',
  'all-taken': 'every place that could be theirs went to others, who came first',
};
