import { SlackError } from './slack-error.ts';

/** Parses JSON, or throws SlackError with this word. */
export function parseJson(json: string, error: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new SlackError(error);
  }
}
