import type { Followers } from './control/followers.ts';
import type { Transport } from './delivery/delivery.ts';
import type { EventSender } from './delivery/event-sender.ts';
import type { ResponseUrls } from './delivery/response-urls.ts';
import type { SocketTransport } from './delivery/socket-transport.ts';
import type { Triggers } from './delivery/triggers.ts';
import type { Tokens } from './tokens.ts';
import type { Rates } from './web-api/rates.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What every part of the running server works with. */
export interface Core {
  readonly workspace: Workspace;
  readonly tokens: Tokens;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  /** The way to the app that the manifest chose. */
  readonly transport: Transport;
  /** There in both modes: an app may open a socket that Slack then refuses. */
  readonly sockets: SocketTransport;
  readonly events: EventSender;
  readonly followers: Followers;
  readonly rates: Rates;
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
}
