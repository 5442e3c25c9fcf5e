import { LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { EnteredFile } from '../domain/form-values.ts';
import { isZone } from '../domain/zone.ts';
import { readSlackFile } from './read-file.ts';

export interface SlackMember {
  slackUserId: string;
  /** Lower case; null where Slack shows none (bots, guests of other workspaces). */
  email: string | null;
  /** IANA name, one that dates can be written in. */
  timeZone: string | null;
  /** A person who can be written to: no bot, not deactivated. */
  active: boolean;
}

/** Who is in the workspace. */
export interface SlackDirectory {
  /** Everybody, read page by page. */
  members(): Promise<SlackMember[]>;
  /** Somebody whom Slack does not show us comes back as not active. */
  member(slackUserId: string): Promise<SlackMember>;
  /** The text of a file that somebody sent in a form. Throws a UserError where it is too large or cannot be had. */
  readFile(file: EnteredFile): Promise<string>;
}

const user = z.object({
  id: z.string(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  tz: z.string().optional(),
  profile: z.object({ email: z.string().optional() }).default({}),
});

/** Slackbot says of itself that it is no bot. */
const SLACKBOT = 'USLACKBOT';

/** What users.info says of people of other workspaces: asking again would not help. */
const UNSEEN = new Set(['user_not_found', 'user_not_visible']);

/** Slack recommends at most 200 a page (users.list). */
const PAGE = 200;

/** A zone that Node does not know (Slack's list is newer, or it is no zone) would break every date that is written in it. */
function knownZone(tz: string | undefined): string | null {
  return tz !== undefined && isZone(tz) ? tz : null;
}

/** A member as Slack describes one; undefined: not one we can read. */
export function readMember(raw: unknown): SlackMember | undefined {
  return user.safeParse(raw).success ? toMember(raw) : undefined;
}

function toMember(raw: unknown): SlackMember {
  const { id, deleted, is_bot, tz, profile } = user.parse(raw);
  return {
    slackUserId: id,
    email: profile.email?.toLowerCase() ?? null,
    timeZone: knownZone(tz),
    active: !deleted && !is_bot && id !== SLACKBOT,
  };
}

/** A client for reading: a few quick retries, since asking twice does no harm. */
export function createReadingClient(token: string, slackApiUrl: string): WebClient {
  // Its warnings would go past the log; what fails for good is thrown and said there.
  return new WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 2, minTimeout: 500 },
    timeout: 10_000,
    logLevel: LogLevel.ERROR,
  });
}

/** `slackApiUrl` as for the client. */
export function createSlackDirectory(client: WebClient, slackApiUrl: string): SlackDirectory {
  return {
    readFile: (file) => readSlackFile(file, { token: client.token ?? '', slackApiUrl }),
    async members() {
      const members: SlackMember[] = [];
      for await (const page of client.paginate('users.list', { limit: PAGE })) {
        const { members: raw } = z.object({ members: z.array(z.unknown()) }).parse(page);
        members.push(...raw.map(toMember));
      }
      return members;
    },
    async member(slackUserId) {
      try {
        const { user: raw } = await client.users.info({ user: slackUserId });
        return toMember(raw);
      } catch (error) {
        if (!(error instanceof WebAPIPlatformError && UNSEEN.has(error.data.error))) throw error;
        return { slackUserId, email: null, timeZone: null, active: false };
      }
    },
  };
}
