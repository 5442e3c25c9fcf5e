import { fixedIds } from './ids.ts';
import type { Sequence } from './sequence.ts';

/** Someone in the workspace: a member, the app's bot user, or Slackbot. */
export interface User {
  readonly id: string;
  /** The handle, unique in the workspace: `maya.lindqvist`. */
  readonly handle: string;
  name: string;
  email: string | undefined;
  /** IANA zone of the person's device. */
  tz: string;
  deleted: boolean;
  readonly isBot: boolean;
  readonly isGuest: boolean;
  /** Number of the latest change. */
  seq: number;
}

export type NewUser = Pick<User, 'id' | 'name' | 'email' | 'tz' | 'deleted' | 'isBot' | 'isGuest'>;

/** Everyone in the workspace, in the order in which they came. */
export class Users {
  readonly #byId = new Map<string, User>();
  readonly #handles = new Set<string>();
  readonly #sequence: Sequence;

  constructor(sequence: Sequence) {
    this.#sequence = sequence;
  }

  add(user: NewUser): User {
    const added: User = { ...user, handle: this.#freeHandle(user.name), seq: this.#sequence.next() };
    this.#byId.set(added.id, added);
    return added;
  }

  change(user: User, changes: Partial<Pick<User, 'name' | 'email' | 'tz' | 'deleted'>>): void {
    Object.assign(user, changes);
    user.seq = this.#sequence.next();
  }

  get(id: string): User | undefined {
    return this.#byId.get(id);
  }

  /** E-mail addresses are compared without regard to case. */
  byEmail(email: string): User | undefined {
    const wanted = email.toLowerCase();
    return this.all().find((user) => user.email?.toLowerCase() === wanted);
  }

  byIdOrEmail(word: string): User | undefined {
    return this.get(word) ?? this.byEmail(word);
  }

  all(): User[] {
    return [...this.#byId.values()];
  }

  #freeHandle(name: string): string {
    const plain = name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '.')
      .replace(/^\.+|\.+$/g, '');
    const wanted = plain === '' ? 'member' : plain;
    let handle = wanted;
    for (let count = 2; this.#handles.has(handle); count += 1) handle = `${wanted}${count}`;
    this.#handles.add(handle);
    return handle;
  }
}

/** Whether a bot may write to this user directly: not to itself, to another bot or to Slackbot. */
export function takesDirectMessages(user: User): boolean {
  return !user.isBot && user.id !== fixedIds.slackbot;
}
