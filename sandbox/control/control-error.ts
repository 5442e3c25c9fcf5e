/** The control API cannot do what was asked; the caller reads what to do instead. */
export class ControlError extends Error {
  readonly status: number;
  readonly error: string;
  readonly hint: string;

  constructor(status: 400 | 403 | 404 | 409, error: string, hint: string) {
    super(`${error}: ${hint}`);
    this.name = 'ControlError';
    this.status = status;
    this.error = error;
    this.hint = hint;
  }
}
