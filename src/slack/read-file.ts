// Files that people send in forms, read as text.
import type { EnteredFile } from '../domain/form-values.ts';
import { UserError } from '../errors.ts';

/** Far more than a roster of 50,000 lines. */
const LIMIT_BYTES = 20_000_000;
const READ_MS = 20_000;

interface Reader {
  token: string;
  slackApiUrl: string;
}

/** The token is shown to Slack alone: the address came in with a form. */
function isSlackAddress(address: string, slackApiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, hostname, protocol } = new URL(address);
  return origin === new URL(slackApiUrl).origin || (protocol === 'https:' && hostname.endsWith('.slack.com'));
}

function unread(name: string, why: string, cause?: unknown): UserError {
  const text = `I couldn't read the file ${name}: ${why}. Please send it again, or import it from the command line.`;
  return new UserError(text, { cause });
}

/** The bytes of a file. Throws a UserError where they are too many or cannot be had. */
async function bytesOf({ name, url }: EnteredFile, { token, slackApiUrl }: Reader): Promise<ArrayBuffer> {
  if (!isSlackAddress(url, slackApiUrl)) throw unread(name, 'it does not lie in Slack');
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(READ_MS),
  }).catch((cause: unknown) => {
    throw unread(name, 'Slack did not give it to me', cause);
  });
  if (!answer.ok) throw unread(name, `Slack answered ${answer.status}`);
  if (Number(answer.headers.get('content-length') ?? 0) > LIMIT_BYTES)
    throw unread(name, `it is larger than ${LIMIT_BYTES / 1_000_000} megabytes`);
  return answer.arrayBuffer().catch((cause: unknown) => {
    throw unread(name, 'it did not arrive whole', cause);
  });
}

/** The text of a file that somebody sent in a form. Throws a UserError where it cannot be had or is no UTF-8. */
export async function readSlackFile(file: EnteredFile, reader: Reader): Promise<string> {
  const bytes = await bytesOf(file, reader);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${file.name} is not UTF-8 text. Please save it as "CSV UTF-8" and send it again.`, { cause });
  }
}
