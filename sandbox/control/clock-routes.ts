import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { isoWithOffset } from '../workspace/clock.ts';
import type { JumpRequest } from './clock-jumps.ts';
import { resetWorkspace } from './reset-workspace.ts';
import { type Route, route } from './route.ts';

/** ISO 8601 with an offset, as a moment. */
const moment = z.string().transform((words, context) => {
  try {
    return Temporal.Instant.from(words).round('millisecond');
  } catch {
    context.addIssue({ code: 'custom', message: 'must be ISO 8601 with an offset, as 2026-12-01T09:00:00-05:00' });
    return z.NEVER;
  }
});

/** An ISO 8601 duration; days and longer are counted on the calendar of the workspace's zone. */
const duration = z.string().transform((words, context) => {
  try {
    return Temporal.Duration.from(words);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an ISO 8601 duration, as PT1H' });
    return z.NEVER;
  }
});

export const clockRoutes: Readonly<Record<string, Route>> = {
  '/clock': route(
    z.union([
      z.strictObject({ set: moment }),
      z.strictObject({ advance: duration }),
      z.strictObject({ next: z.literal(true) }),
    ]),
    async ({ core, jumps }, request: JumpRequest) => {
      const { now, done } = await jumps.move(request);
      return { ok: true, now: isoWithOffset(now, core.workspace.timeZone), done };
    },
  ),

  '/clock/followers': route(z.object({ url: z.url() }), ({ core }, { url }) => {
    core.followers.register(url);
    return { ok: true, now: isoWithOffset(core.workspace.clock.now(), core.workspace.timeZone) };
  }),

  '/reset': route(z.strictObject({}), async ({ core, jumps }) => {
    await resetWorkspace(core, jumps);
    const { clock, sequence, timeZone } = core.workspace;
    return { ok: true, now: isoWithOffset(clock.now(), timeZone), seq: sequence.last };
  }),
};
