// What becomes different about a session that people were told of.

/**
 * `moved`: another time. `place`: another place. `online`: it meets by its link instead. `postponed`: not on that day, and a new date
 * is to be announced. `cancelled`: not at all. `back`: it takes place after all.
 */
export const SESSION_CHANGES = ['moved', 'place', 'online', 'postponed', 'cancelled', 'back'] as const;
export type SessionChange = (typeof SESSION_CHANGES)[number];

/** Hours before a session within which a change of it is urgent and counts for nothing (spec 3). */
export const URGENT_HOURS = 48;
