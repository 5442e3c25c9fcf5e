// What staff and students do with messages to many, over the wire.
import { expect } from 'vitest';
import { z } from 'zod';
import { createProgram } from '../../src/program/program.ts';
import { answerText } from './answer-text.ts';
import type { Journey } from './journey.ts';

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
  edited: z.boolean(),
  deleted: z.boolean(),
  files: z.array(z.object({ name: z.string() })),
});
export type Seen = z.infer<typeof message>;

const submitted = z.object({
  ok: z.boolean(),
  errors: z.record(z.string(), z.string()).optional(),
  view: z.object({ id: z.string(), blocks: z.unknown() }).nullish(),
});

/** Formatted text as Slack's editor gives it. */
export function richText(...lines: readonly string[]) {
  return {
    type: 'rich_text',
    elements: lines.map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })),
  };
}

export interface BroadcastJourney {
  inbox(user: string): Promise<Seen[]>;
  /** What the bot wrote unasked to somebody, with these words, as it stands now; what was deleted is not there. */
  told(user: string, words: string | RegExp): Promise<Seen[]>;
  /** The text of the last of them, once there is one. */
  lastTold(user: string, words: string | RegExp): Promise<string>;
  /** Presses a button of the last message with these words, by its action. */
  press(user: string, words: string | RegExp, action: string): Promise<void>;
  /** The modal that somebody has open, as text. */
  modal(user: string): Promise<string>;
  pressInModal(user: string, action: string): Promise<void>;
  submit(user: string, values: object): Promise<z.infer<typeof submitted>>;
  /** Writes a message to an audience; gives the preview in the modal. */
  write(user: string, writing: object, audience: object): Promise<string>;
  /** A program in which a second staff member approves what goes to more people than this. */
  approvalOver(count: number): void;
  pass(time: { minutes?: number; seconds?: number }): Promise<void>;
  /** Moves the workspace's clock; a long way takes several orders. */
  goTo(moment: string): Promise<void>;
}

export function broadcastJourney(journey: Journey): BroadcastJourney {
  const { ctx } = journey.app;
  const matches = (text: string, words: string | RegExp) =>
    typeof words === 'string' ? text.includes(words) : words.test(text);
  const inbox = async (user: string) =>
    z.object({ items: z.array(message) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  const told = async (user: string, words: string | RegExp) =>
    (await inbox(user)).filter(({ ephemeral, deleted, text }) => !ephemeral && !deleted && matches(text, words));
  const view = async (user: string) =>
    z
      .object({ modal: z.object({ id: z.string(), blocks: z.unknown() }).nullish() })
      .parse(await journey.call(`/view?user=${user}`)).modal;
  const buttonOf = (blocks: unknown, action: string) =>
    z
      .array(
        z.looseObject({ elements: z.array(z.looseObject({})).optional(), accessory: z.looseObject({}).optional() }),
      )
      .parse(blocks)
      .flatMap(({ elements = [], accessory }) => [...elements, ...(accessory ? [accessory] : [])])
      .find((element) => element.action_id === action);
  const submit = async (user: string, values: object) =>
    submitted.parse(await journey.call('/submit', { user, values }));
  const goTo = async (set: string) => {
    const moved = z.object({ done: z.boolean() });
    while (!moved.parse(await journey.call('/clock', { set })).done);
  };
  const modal = async (user: string) => answerText((await view(user))?.blocks ?? []);
  return {
    inbox,
    told,
    modal,
    submit,
    lastTold: async (user, words) => {
      await expect.poll(() => told(user, words)).not.toEqual([]);
      return answerText((await told(user, words)).at(-1));
    },
    async press(user, words, action) {
      const found = (await told(user, words)).findLast(({ blocks }) => buttonOf(blocks, action));
      if (!found) throw new Error(`${user} has no message like ${words} with ${action}`);
      const { value } = buttonOf(found.blocks, action) ?? {};
      await journey.call('/click', { user, channel: found.channel, ts: found.ts, action_id: action, value });
    },
    async pressInModal(user, action) {
      const open = await view(user);
      const { value } = buttonOf(open?.blocks, action) ?? {};
      await journey.call('/click', { user, view_id: open?.id, action_id: action, value });
    },
    async write(user, writing, audience) {
      await journey.type(user, 'broadcast');
      await expect.poll(() => view(user)).toBeTruthy();
      const first = await submit(user, writing);
      expect(first.errors).toBeUndefined();
      await expect.poll(() => modal(user)).toContain('between fields all of them');
      const second = await submit(user, audience);
      expect(second.errors).toBeUndefined();
      await expect.poll(() => modal(user)).toMatch(/Draft:/);
      return modal(user);
    },
    approvalOver(count) {
      const { file } = ctx.program;
      ctx.program = createProgram({ ...file, broadcasts: { ...file.broadcasts, approvalOver: count } });
    },
    goTo,
    pass: (time) => goTo(ctx.clock.now().add(time).toString()),
  };
}
