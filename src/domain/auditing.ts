// Where staff look up who did what to somebody.

/** The action of the button; its value is the person's id. */
export const AUDIT = 'staff.audit' as const;
