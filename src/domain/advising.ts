// Who advises whom, in the words that the program, the database and the slices share.
import type { Role } from './roles.ts';

export const ASSIGNMENT_KINDS = ['society-advisor', 'pce-mentor', 'rasa', 'specialty-mentor'] as const;
/** As what somebody advises a student. Each is an advising role of the program and a role of the roster. */
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number] & Role;

/** As it is said in a sentence: `your Society Advisor`. */
export const KIND_NAMES: Record<AssignmentKind, string> = {
  'society-advisor': 'Society Advisor',
  'pce-mentor': 'PCE mentor',
  rasa: 'RASA',
  'specialty-mentor': 'specialty mentor',
};

/** Those that are about one specialty; the others are about none. */
export const KINDS_OF_SPECIALTY: readonly AssignmentKind[] = ['rasa', 'specialty-mentor'];

export const DONE_WHEN = ['met-society-advisor', 'met-pce-mentor', 'met-specialty-advisor', 'rasa-found'] as const;
/** What completes a milestone, or a step of one, without its student ticking it off; the program file says which. */
export type DoneWhen = (typeof DONE_WHEN)[number];

/** What a meeting with an advisor completes. RASAs and specialty mentors are both advisors of a specialty. */
export const MET: Record<AssignmentKind, DoneWhen> = {
  'society-advisor': 'met-society-advisor',
  'pce-mentor': 'met-pce-mentor',
  rasa: 'met-specialty-advisor',
  'specialty-mentor': 'met-specialty-advisor',
};

/** They met, or one of the two took it out: a meeting that was entered is over. */
export const APPOINTMENT_ENDS = ['met', 'cancelled'] as const;
export type AppointmentEnd = (typeof APPOINTMENT_ENDS)[number];

/** A student names one to three specialties to apply in (spec 6). */
export const MOST_SPECIALTIES = 3;
