/** The key in the outbox of the one message that asks an interviewer for their evenings. */
export function askKey(roundId: number, personId: number): string {
  return `interviews/ask/${roundId}/${personId}`;
}
