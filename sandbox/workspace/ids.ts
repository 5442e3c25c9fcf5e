import { randomBytes } from 'node:crypto';

/** Gives bytes that nobody can guess; a test may pass its own. */
export type RandomBytes = (count: number) => Buffer;

export const secureRandom: RandomBytes = (count) => randomBytes(count);

/** The kinds of ids that are counted, with the letter each begins with. */
const letters = { user: 'U', channel: 'C', im: 'D', mpim: 'C', view: 'V', file: 'F', event: 'Ev' } as const;
export type CountedKind = keyof typeof letters;

/** Slack-shaped ids. Counted ones are the same at every start with the same members; secrets are random. */
export class Ids {
  readonly #random: RandomBytes;
  readonly #counts = new Map<string, number>();

  constructor(random: RandomBytes) {
    this.#random = random;
  }

  /** Counts from the beginning again; secrets stay unique. */
  restart(): void {
    this.#counts.clear();
  }

  /** The next id of a kind: U0SBX00001, U0SBX00002 ... */
  next(kind: CountedKind): string {
    const letter = letters[kind];
    const count = (this.#counts.get(letter) ?? 0) + 1;
    this.#counts.set(letter, count);
    return `${letter}0SBX${count.toString(36).toUpperCase().padStart(5, '0')}`;
  }

  /** Random lower-case hexadecimal of this length. */
  secret(length: number): string {
    return this.#random(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length);
  }
}

/** What there is one of in every workspace of the sandbox. */
export const fixedIds = {
  team: 'T0SBX00001',
  app: 'A0SBX00001',
  bot: 'B0SBX00001',
  botUser: 'U0SBXB0T01',
  slackbot: 'USLACKBOT',
} as const;
