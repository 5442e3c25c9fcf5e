// What can be asked for, what each needs, and whose queue it goes to. Pure.
import type { AskKind, CaseQueue, Way } from '../../../domain/asks.ts';

/** On a button and above a case. */
export const KIND_TITLES: Record<AskKind, string> = {
  'alumni-advisor': 'Alumni advisor',
  'specialty-mentor': 'Specialty mentor',
  shadowing: 'Shadowing',
  'step-1': 'Step 1 consultation',
  question: 'A question',
};

export const WAY_NAMES: Record<Way, string> = {
  email: 'e-mail',
  call: 'a call',
  visit: 'a visit',
  shadowing: 'shadowing',
};

/** Which fields a form of a kind has; a specialty is needed for what is about one. */
export const FIELDS_OF: Record<AskKind, { specialty: 'needed' | 'optional' | null; meeting: boolean; label: string }> =
  {
    'alumni-advisor': { specialty: 'optional', meeting: true, label: 'What would you like to know?' },
    'specialty-mentor': { specialty: 'needed', meeting: false, label: 'What draws you to it, and what would you ask?' },
    shadowing: { specialty: 'needed', meeting: false, label: 'Which half-days are free?' },
    'step-1': { specialty: null, meeting: false, label: 'What would help, and when are you free?' },
    question: { specialty: null, meeting: false, label: 'Your question' },
  };

/** Alumni are found by the liaison, as long as there is one; everything else, and all of it without one, by staff. */
export function queueOf(kind: AskKind, hasLiaison: boolean): CaseQueue {
  return kind === 'alumni-advisor' && hasLiaison ? 'alumni-liaison' : 'staff';
}

/** As many cases as one person has at a time: more would keep others waiting. */
export const MOST_OPEN = 5;

export const WORDS_LIMIT = 2000;
