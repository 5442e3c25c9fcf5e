// Who writes a row's message at the moment of sending: the slice that the row names.
import type { Context } from '../context.ts';
import { nightOver } from '../people/night.ts';
import { findPersonById } from '../people/store.ts';
import type { Compose } from './hands.ts';

/**
 * Lets the slice that a row names as `slice.composer` write the message; who has left is nobody to it. What was held up into a person's night
 * is put off until the morning. Throws for a name that no slice knows.
 */
export function composeWith(ctx: Context): Compose {
  return async (name, personId, content, { kind, dueAt }) => {
    const [slice, composer = ''] = name.split('.');
    const write = ctx.features.find((feature) => feature.name === slice)?.composers?.[composer];
    if (!write) throw new Error(`nobody composes ${name}`);
    const found = personId === null ? undefined : await findPersonById(ctx.db, personId);
    const person = found?.active ? found : null;
    const reply = await write(ctx, person, content);
    // A message that is changed wakes nobody.
    if (!reply || 'notBefore' in reply || !person || kind === 'update') return reply;
    const notBefore = nightOver(ctx.program, person, dueAt, ctx.clock.now());
    return notBefore ? { notBefore } : reply;
  };
}
