// What people of the workspace do by hand: commands, buttons and forms, through the control API.
import { z } from 'zod';
import type { Settings } from './model/student.ts';
import type { Told, Workspace } from './workspace.ts';

/** Something could not be done as a person would do it; the text says what was missing. */
export class NotPossible extends Error {}

interface Shown {
  channel: string;
  seq: number;
  text: string;
  blocks: unknown;
}

interface Button {
  action: string;
  value: string;
}

const inboxSchema = z.object({
  seq: z.number(),
  items: z.array(z.object({ seq: z.number(), channel: z.string(), text: z.string(), blocks: z.unknown() })),
});
const actSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  errors: z.unknown().optional(),
  seq: z.number(),
});
const buttonSchema = z.object({ action_id: z.string(), value: z.string() });

/** Every button with a value in blocks, in order. */
export function buttonsIn(blocks: unknown): Button[] {
  if (Array.isArray(blocks)) return blocks.flatMap(buttonsIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const button = buttonSchema.safeParse(blocks);
  const own = button.success ? [{ action: button.data.action_id, value: button.data.value }] : [];
  return [...own, ...Object.values(blocks).flatMap(buttonsIn)];
}

async function acted(workspace: Workspace, path: string, body: object): Promise<number> {
  const answer = actSchema.safeParse(await workspace.call(path, body));
  if (!answer.success || !answer.data.ok)
    throw new NotPossible(`${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.data ?? answer.error.issues)}`);
  return answer.data.seq;
}

/** What came to a person after `seq`, the last first; waits for something to come. */
async function shownTo(workspace: Workspace, user: string, seq: number): Promise<Shown> {
  const { items } = inboxSchema.parse(await workspace.call(`/inbox?user=${user}&since=${seq}&wait=5000`));
  const last = items.at(-1);
  if (!last) throw new NotPossible(`${user} was shown nothing`);
  return last;
}

/** Types `/career ...` and gives what is shown. */
export async function ask(workspace: Workspace, user: string, text: string): Promise<Shown> {
  const seq = await acted(workspace, '/command', { user, command: '/career', text });
  return shownTo(workspace, user, seq);
}

function found(shown: Pick<Shown, 'blocks' | 'text'>, action: string, fits: (value: string) => boolean): Button {
  const button = buttonsIn(shown.blocks).find((each) => each.action === action && fits(each.value));
  if (!button) throw new NotPossible(`no button ${action} below: ${shown.text.slice(0, 300)}`);
  return button;
}

/** Presses a button and gives what is shown then. */
async function press(workspace: Workspace, user: string, shown: Shown, { action, value }: Button): Promise<Shown> {
  const { channel, seq: message_seq } = shown;
  const seq = await acted(workspace, '/click', { user, channel, message_seq, action_id: action, value });
  return shownTo(workspace, user, seq);
}

/** Finds a session by the words of its own title and presses a button of it. */
export async function pressOnSession(
  workspace: Workspace,
  user: string,
  { words, id, action }: { words: string; id: string; action: 'rsvp.going' | 'rsvp.not-going' | 'calendar.add' },
): Promise<void> {
  const details = await ask(workspace, user, `event ${words}`);
  const shown = await press(
    workspace,
    user,
    details,
    found(details, action, (value) => value === id),
  );
  if (action === 'calendar.add')
    await press(
      workspace,
      user,
      shown,
      found(shown, 'calendar.file', (value) => value === id),
    );
}

/** Ticks a milestone off in the list, all its steps of one occurrence. `month`: ISO month of its day, where several are open. */
export async function tickOff(
  workspace: Workspace,
  user: string,
  { entry, item, month }: { entry: string; item: string | null; month: string },
): Promise<void> {
  let shown = await ask(workspace, user, 'todo');
  const ofEntry = (value: string) => value.split('/')[0] === entry && (item === null || value.endsWith(`/${item}`));
  const values = buttonsIn(shown.blocks).filter(({ action, value }) => action === 'milestones.tick' && ofEntry(value));
  const wanted = values.filter(({ value }) => value.includes(month));
  const first = wanted[0] ?? values[0];
  if (!first) throw new NotPossible(`no ${entry} to tick off below: ${shown.text.slice(0, 400)}`);
  const occurrence = first.value.split('/')[1];
  for (const { value } of values.filter((each) => each.value.split('/')[1] === occurrence)) {
    const button = found(shown, 'milestones.tick', (each) => each === value);
    shown = await press(workspace, user, shown, button);
  }
}

/** Presses a button below a message that the bot wrote unasked. */
export async function pressBelow(
  workspace: Workspace,
  user: string,
  message: Told,
  action: string,
  fits: (value: string) => boolean,
): Promise<void> {
  const { value } = found(message, action, fits);
  const { channel, ts } = message;
  const seq = await acted(workspace, '/click', { user, channel, ts, action_id: action, value });
  await shownTo(workspace, user, seq);
}

function fieldsOf({ hour, quiet, digest, off, pauseUntil }: Settings): Record<string, unknown> {
  const kinds = ['class-meeting', 'session', 'milestone', 'interview', 'mentor-meeting'];
  return {
    ...(hour === undefined ? {} : { hour }),
    ...(quiet === undefined ? {} : { 'quiet-from': quiet.from, 'quiet-to': quiet.to }),
    ...(digest === undefined ? {} : { digest: digest ? 'on' : 'off' }),
    ...(off === undefined ? {} : { kinds: kinds.filter((kind) => !off.some((each) => each === kind)) }),
    ...(pauseUntil === undefined ? {} : { pause: 'until', 'pause-until': pauseUntil }),
  };
}

/** Fills in `/career settings`. */
export async function choose(workspace: Workspace, user: string, change: Settings): Promise<void> {
  const seq = await acted(workspace, '/command', { user, command: '/career', text: 'settings' });
  await workspace.call(`/view?user=${user}&since=${seq}&wait=5000`);
  await acted(workspace, '/submit', { user, values: fieldsOf(change) });
}
