// Taking back what was done: the button, and for how long.

/** The action of the button; its value is the number of the act. */
export const UNDO = 'staff.undo' as const;

/** How long an act can be taken back, where its slice says nothing else. */
export const UNDO_MINUTES = 10;

/** Below the answer to an act that can be taken back. `auditId` as `recordUndoable` gave it. */
export function undoButton(auditId: number): { label: string; action: string; value: string } {
  return { label: 'Undo', action: UNDO, value: String(auditId) };
}
