import { Temporal } from 'temporal-polyfill';
import type { Job } from '../feature.ts';
import { prune } from './runs.ts';

/** Each night at three, in UTC: what nobody reads any more is removed. */
export const housekeeping: Job = {
  name: 'scheduler.prune',
  missed: 'once',
  next: async (_ctx, after) => {
    const three = after.toZonedDateTimeISO('UTC').withPlainTime('03:00');
    const later = Temporal.ZonedDateTime.compare(three, after.toZonedDateTimeISO('UTC')) > 0;
    return (later ? three : three.add({ days: 1 })).toInstant();
  },
  run: (ctx) => prune(ctx.db, ctx.clock.now()),
};
