import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { StoredFile } from './files.ts';
import type { Sequence } from './sequence.ts';

/** What is written: the same whoever writes it. */
export interface MessageContent {
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  files: StoredFile[];
  metadata: JsonObject | undefined;
}

export interface Message extends MessageContent {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly threadTs: string | undefined;
  /** The one person who sees it; undefined for a message to the whole channel. */
  readonly ephemeralTo: string | undefined;
  edited: string | undefined;
  deleted: boolean;
  /** Number of the latest change: an edit or a deletion gives a new one. */
  seq: number;
}

export type NewMessage = Omit<Message, 'seq' | 'edited' | 'deleted'>;

interface JournalEntry {
  seq: number;
  message: Message;
}

/** All messages, by place and in the order of their latest change. */
export class Messages {
  readonly #byPlace = new Map<string, Message>();
  readonly #byChannel = new Map<string, Message[]>();
  /** An edited message stands here once for each change; the entries it has outgrown are passed over. */
  readonly #journal: JournalEntry[] = [];
  readonly #sequence: Sequence;

  constructor(sequence: Sequence) {
    this.#sequence = sequence;
  }

  add(message: NewMessage): Message {
    const added: Message = { ...message, edited: undefined, deleted: false, seq: 0 };
    this.#byPlace.set(placeOf(added.channel, added.ts), added);
    const list = this.#byChannel.get(added.channel);
    if (list) list.push(added);
    else this.#byChannel.set(added.channel, [added]);
    this.#record(added);
    return added;
  }

  edit(message: Message, content: Partial<MessageContent>, editedTs: string): void {
    Object.assign(message, content);
    message.edited = editedTs;
    this.#record(message);
  }

  delete(message: Message): void {
    Object.assign(message, { text: '', blocks: [], attachments: [], files: [], metadata: undefined, deleted: true });
    this.#record(message);
  }

  /** The message, unless it was deleted. */
  get(channel: string, ts: string): Message | undefined {
    const message = this.#byPlace.get(placeOf(channel, ts));
    return message?.deleted ? undefined : message;
  }

  /** The message that had this number at some time, unless it was deleted. */
  bySeq(seq: number): Message | undefined {
    const entry = this.#journal[this.#firstAfter(seq - 1)];
    return entry?.seq === seq && !entry.message.deleted ? entry.message : undefined;
  }

  /** What a channel holds for all its members, oldest first; neither deleted nor ephemeral. */
  history(channel: string): Message[] {
    return (this.#byChannel.get(channel) ?? []).filter(
      (each) => !each.deleted && (each.ephemeralTo === undefined || !keeps('history.no-ephemeral')),
    );
  }

  /** What was written or changed after this number, in the order of the latest change, deleted ones as well. */
  changedSince(seq: number, wanted: (message: Message) => boolean): Message[] {
    return this.#journal
      .slice(this.#firstAfter(seq))
      .filter((entry) => entry.seq === entry.message.seq && wanted(entry.message))
      .map((entry) => entry.message);
  }

  #record(message: Message): void {
    message.seq = this.#sequence.next();
    this.#journal.push({ seq: message.seq, message });
  }

  #firstAfter(seq: number): number {
    let low = 0;
    let high = this.#journal.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#journal[middle]?.seq ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function placeOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}
