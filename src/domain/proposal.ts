/** What becomes of an override that a student proposed: staff confirm or refuse it, or the student takes it back. */
export const PROPOSAL_STATES = ['waiting', 'confirmed', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
