// Words of practice interviews that tables and slices share. Their life-cycles are drawn in features/interviews/rules.

export const ROUND_STATES = ['collecting', 'draft', 'published', 'running', 'closed'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** `draft` is seen by staff alone; `cancelled` stays, so that calendars and audits can follow. */
export const INTERVIEW_STATES = ['draft', 'booked', 'held', 'did-not-take-place', 'cancelled'] as const;
export type InterviewState = (typeof INTERVIEW_STATES)[number];

/** The two people of an interview. */
export const SIDES = ['student', 'interviewer'] as const;
export type Side = (typeof SIDES)[number];

export const CONFIRMATIONS = ['confirmed', 'cannot'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];
