// People of the sample workspace in a season of peer mentorship, acting over the wire.
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { z } from 'zod';
import { people, personEmails } from '../../src/db/schema.ts';
import { answerText } from './answer-text.ts';
import { acted, type Journey } from './journey.ts';

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  ts: z.string().nullish(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
  deleted: z.boolean().nullish(),
});
export type Message = z.infer<typeof message>;

export const DIRECTOR = 'director@example.edu';
export const PRIYA = 'student.pce@example.edu';
export const JONAH = 'student.pce.hst@example.edu';
export const OLU = 'oluwaseun.bakare@example.edu';
export const BEATRIZ = 'mentor@example.edu';
export const OMAR = 'omar.farouqi@example.edu';
export const DANIELLE = 'danielle.whitehorse@example.edu';
export const VICTOR = 'victor.amankwah@example.edu';

export interface Walk {
  idOf(email: string): Promise<number>;
  /** What somebody sees at present, in order; a message that was changed as it is now. */
  inbox(user: string): Promise<Message[]>;
  /** The latest message to somebody with these words, once there is one. */
  told(user: string, words: string | RegExp): Promise<Message>;
  count(user: string, words: string | RegExp): Promise<number>;
  command(user: string, text: string): Promise<Message>;
  press(user: string, on: Message, action: string, value: string): Promise<void>;
  submit(user: string, values: Record<string, unknown>): Promise<void>;
  /** Presses a button that opens a form, and sends the form. */
  fill(user: string, on: Message, action: string, value: string, values: Record<string, unknown>): Promise<void>;
  /** Moves the clock; what falls due on the way takes as long as it takes. */
  jump(to: string): Promise<void>;
  join(user: string, values: { specialties: string[]; capacity: string }): Promise<void>;
  ask(user: string, values: Record<string, unknown>): Promise<void>;
}

export function walkIn(journey: () => Journey): Walk {
  const inbox = async (user: string) => {
    const { items } = z.object({ items: z.array(message) }).parse(await journey().call(`/inbox?user=${user}`));
    return items.filter(({ deleted }) => !deleted);
  };
  const matches = (words: string | RegExp) => (one: Message) => {
    const text = answerText(one);
    return typeof words === 'string' ? text.includes(words) : words.test(text);
  };
  const walk: Walk = {
    async idOf(email) {
      const [row] = await journey()
        .database.db.select({ id: people.id })
        .from(people)
        .innerJoin(personEmails, eq(personEmails.personId, people.id))
        .where(eq(personEmails.email, email));
      return row?.id ?? 0;
    },
    inbox,
    async told(user, words) {
      await expect.poll(async () => (await inbox(user)).filter(matches(words)).length).toBeGreaterThan(0);
      const found = (await inbox(user)).findLast(matches(words));
      if (!found) throw new Error(`${user} was not told ${words}`);
      return found;
    },
    count: async (user, words) => (await inbox(user)).filter(matches(words)).length,
    async command(user, text) {
      const seen = (await inbox(user)).at(-1)?.seq ?? 0;
      const answers = async () => (await inbox(user)).filter(({ ephemeral, seq }) => ephemeral && seq > seen);
      const { error } = await journey().command(user, text);
      expect(error).toBeUndefined();
      await expect.poll(async () => (await answers()).length).toBeGreaterThan(0);
      const answer = (await answers()).at(-1);
      if (!answer) throw new Error(`${user} got no answer to ${text}`);
      return answer;
    },
    async press(user, on, action_id, value) {
      const body = { user, channel: on.channel, message_seq: on.seq, action_id, value };
      expect(acted.parse(await journey().call('/click', body))).toMatchObject({ ok: true });
    },
    async submit(user, values) {
      const open = async () => z.object({ modal: z.unknown() }).parse(await journey().call(`/view?user=${user}`)).modal;
      await expect.poll(async () => (await open()) !== null).toBe(true);
      expect(await journey().call('/submit', { user, values })).toMatchObject({ ok: true });
      await journey().call('/close', { user });
    },
    async fill(user, on, action, value, values) {
      await walk.press(user, on, action, value);
      await walk.submit(user, values);
    },
    async jump(to) {
      const jumped = z.object({ done: z.boolean() });
      while (!jumped.parse(await journey().call('/clock', { set: to })).done);
    },
    async join(user, values) {
      await walk.fill(user, await walk.command(user, 'mentor'), 'mentorship.join', 'new', values);
    },
    async ask(user, values) {
      await walk.fill(user, await walk.command(user, 'mentor'), 'mentorship.ask', 'new', values);
    },
  };
  return walk;
}
