/** `waiting`: wants to come, and every place was taken. */
export const RSVP_ANSWERS = ['going', 'not-going', 'waiting'] as const;
export type RsvpAnswer = (typeof RSVP_ANSWERS)[number];
