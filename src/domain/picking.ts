// Who is chosen in a form.

/** The action of the menu in which staff find somebody of the roster by name or address; a chosen value is the person's id. */
export const PICK_PERSON = 'staff.pick-person' as const;
