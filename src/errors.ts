/** An error whose text is meant for the person: it says what happened and what to do next. Everything else thrown is a bug. */
export class UserError extends Error {
  override name = 'UserError';
}

/** Every mistake found in a file, an import or the environment, each with its place, so that they are mended in one go. */
export class ListedError extends UserError {
  override name = 'ListedError';
  readonly problems: readonly string[];

  constructor(heading: string, problems: readonly string[]) {
    super([heading, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

/** An error as a terminal shows it: what the person can mend in words, a bug with the place where it happened. */
export function explained(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
