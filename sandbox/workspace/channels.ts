import type { Temporal } from 'temporal-polyfill';
import { keeps } from '../rules/rules.ts';
import type { Ids } from './ids.ts';
import type { Sequence } from './sequence.ts';

export type ChannelKind = 'channel' | 'im' | 'mpim';

/** A place for messages: a channel, a direct conversation of two, or a group conversation. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly isPrivate: boolean;
  readonly members: Set<string>;
  readonly created: Temporal.Instant;
  /** Number of the latest change. */
  seq: number;
}

/** All places for messages. Conversations are found by who is in them, so that opening one twice gives the same. */
export class Channels {
  readonly #byId = new Map<string, Channel>();
  readonly #byMembers = new Map<string, Channel>();
  readonly #ids: Ids;
  readonly #sequence: Sequence;

  constructor(ids: Ids, sequence: Sequence) {
    this.#ids = ids;
    this.#sequence = sequence;
  }

  create(name: string, members: Iterable<string>, created: Temporal.Instant, isPrivate = false): Channel {
    return this.#add({
      id: this.#ids.next('channel'),
      name,
      kind: 'channel',
      isPrivate,
      members: new Set(members),
      created,
    });
  }

  /** The conversation of exactly these people, made when it is not there yet. */
  conversation(members: readonly string[], created: Temporal.Instant): { channel: Channel; isNew: boolean } {
    const known = this.findConversation(members);
    if (known && keeps('open.idempotent')) return { channel: known, isNew: false };
    const distinct = new Set(members);
    const kind = distinct.size > 2 ? 'mpim' : 'im';
    const name = kind === 'im' ? 'directmessage' : `mpdm-${[...distinct].join('--').toLowerCase()}-1`;
    const channel = this.#add({ id: this.#ids.next(kind), name, kind, isPrivate: true, members: distinct, created });
    this.#byMembers.set(keyOf(members), channel);
    return { channel, isNew: true };
  }

  findConversation(members: readonly string[]): Channel | undefined {
    return this.#byMembers.get(keyOf(members));
  }

  get(id: string): Channel | undefined {
    return this.#byId.get(id);
  }

  /** A channel by its name, with or without the leading #. */
  byName(name: string): Channel | undefined {
    const plain = name.replace(/^#/, '').toLowerCase();
    return this.all().find((channel) => channel.kind === 'channel' && channel.name === plain);
  }

  all(): Channel[] {
    return [...this.#byId.values()];
  }

  join(channel: Channel, user: string): void {
    channel.members.add(user);
    channel.seq = this.#sequence.next();
  }

  #add(channel: Omit<Channel, 'seq'>): Channel {
    const added: Channel = { ...channel, seq: this.#sequence.next() };
    this.#byId.set(added.id, added);
    return added;
  }
}

function keyOf(members: readonly string[]): string {
  return [...new Set(members)].sort().join(' ');
}
