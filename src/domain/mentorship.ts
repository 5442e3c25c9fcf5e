// The words of peer mentorship that tables and the slice share; the life-cycles are drawn in features/mentorship/rules/life-cycles.ts.

export const REQUEST_STATES = ['waiting', 'offered', 'with-staff', 'matched', 'withdrawn', 'unmatched'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A request that still looks for a mentor; a student has one at a time. */
export const LIVE_REQUEST_STATES = ['waiting', 'offered', 'with-staff'] as const satisfies readonly RequestState[];

export const PAIR_STATES = ['active', 'ended', 'completed', 'undone'] as const;
export type PairState = (typeof PAIR_STATES)[number];

/** How two came together: a mentor accepted, staff matched by hand, or a round did. */
export const PAIR_ORIGINS = ['offer', 'staff', 'round'] as const;
export type PairOrigin = (typeof PAIR_ORIGINS)[number];

/** Who ended a pair, or what did: somebody left the program, or moved to another phase. */
export const PAIR_ENDS = ['mentee', 'mentor', 'staff', 'left', 'moved-on'] as const;
export type PairEnd = (typeof PAIR_ENDS)[number];

/** How a season finds mentors: each request at once, or all of them in rounds. */
export const SEASON_WAYS = ['rolling', 'rounds'] as const;
export type SeasonWay = (typeof SEASON_WAYS)[number];

export const ROUND_STATES = ['draft', 'published', 'undone', 'dropped'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** What staff decide about two in a draft: they come together, or they don't. */
export const ROUND_MARKS = ['locked', 'forbidden'] as const;
export type RoundMark = (typeof ROUND_MARKS)[number];

/** When both of a pair are asked how it goes. */
export const CHECK_INS = ['two-weeks', 'end'] as const;
export type CheckIn = (typeof CHECK_INS)[number];

/** `met`, or a time to meet is set; or they have not been in touch so far. */
export const CHECK_IN_ANSWERS = ['met', 'planned', 'no-contact'] as const;
export type CheckInAnswer = (typeof CHECK_IN_ANSWERS)[number];
