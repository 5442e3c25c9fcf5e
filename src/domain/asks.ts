// What students ask for, and where it goes, in the words that the database and the slice share.
export const ASK_KINDS = ['alumni-advisor', 'specialty-mentor', 'shadowing', 'step-1', 'question'] as const;
export type AskKind = (typeof ASK_KINDS)[number];

/** How graduates of the school advise, and how a student would like to meet one (spec 6). */
export const WAYS = ['email', 'call', 'visit', 'shadowing'] as const;
export type Way = (typeof WAYS)[number];

/** Whose queue a case stands in: roles of the roster. */
export const CASE_QUEUES = ['staff', 'alumni-liaison'] as const;
export type CaseQueue = (typeof CASE_QUEUES)[number];

/** The life of a case is drawn in features/asks/rules/case-life.ts. */
export const CASE_STATES = ['open', 'claimed', 'connected', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];
