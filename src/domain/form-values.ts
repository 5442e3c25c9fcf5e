// What somebody entered into a form, by field, and how it is read.

/** A file as Slack names it; its content has to be fetched (`ctx.slack.readFile`). */
export interface EnteredFile {
  id: string;
  name: string;
  /** Where it can be read with the bot's token. */
  url: string;
}

/** Formatted text as Slack's editor gives it: one block, which can be said again as it is. */
export interface RichText {
  type: 'rich_text';
  elements: readonly unknown[];
}

/** Text, a chosen value or several, a day, a time; files; formatted text; null where nothing was entered. */
export type FormValue = string | readonly string[] | readonly EnteredFile[] | RichText | null;

export type FormValues = ReadonlyMap<string, FormValue>;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Text, one chosen value, a day or a time, without blanks around it; empty where nothing was entered. */
export function enteredText(values: FormValues, field: string): string {
  const value = values.get(field);
  return isText(value) ? value.trim() : (enteredChoices(values, field)[0] ?? '');
}

/** All chosen values, in the order in which they were chosen. */
export function enteredChoices(values: FormValues, field: string): readonly string[] {
  const value = values.get(field) ?? [];
  if (isText(value)) return [value];
  return Array.isArray(value) ? value.filter(isText) : [];
}

export function enteredFiles(values: FormValues, field: string): readonly EnteredFile[] {
  const value = values.get(field);
  const entered: readonly (string | EnteredFile)[] = Array.isArray(value) ? value : [];
  return entered.filter((each) => typeof each !== 'string');
}

/** Formatted text; null where nothing was entered. */
export function enteredRichText(values: FormValues, field: string): RichText | null {
  const value = values.get(field);
  return value !== null && typeof value === 'object' && 'elements' in value ? value : null;
}
