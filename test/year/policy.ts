// What the program's staff decide in program/hms.yaml: settings only. The catalogue there is not read.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Policy } from './model/policy.ts';
import { DATES } from './timetable.ts';

const time = z.string().regex(/^\d\d:\d\d$/);
const leads = z.object({ messages: z.array(z.string()), digest: z.array(z.string()) });
const day = z.coerce.string();
const schema = z.object({
  school: z.object({ timeZone: z.string(), closedDays: z.array(z.object({ from: day, to: day.optional() })) }),
  reminders: z.object({
    budgetPerWeek: z.number(),
    mergeWithinMinutes: z.number(),
    quiet: z.object({ from: time, to: time }),
    closeDayFrom: time,
    hours: z.object({ preclerkship: time, pce: time, 'post-pce': time, others: time }),
    digest: z.object({ weekday: z.literal('sunday'), at: time }),
    welcome: z.object({ from: time, to: time }),
    kinds: z.object({ 'class-meeting': leads, session: leads, milestone: leads }),
  }),
});

/** Which specialties match apart from the main Match. */
const EARLY: Record<string, readonly string[]> = { aua: ['Urology'] };

export function readPolicy(): Policy {
  const text = readFileSync(new URL('../../program/hms.yaml', import.meta.url), 'utf8');
  const { school, reminders } = schema.parse(parse(text));
  const { digest, kinds, ...rest } = reminders;
  const matchDays = DATES.filter(({ subject }) => subject.startsWith('match/')).map(({ subject, day: on }) => {
    const match = subject.slice('match/'.length);
    return { match, day: on, specialties: EARLY[match] ?? ('others' as const) };
  });
  return {
    ...rest,
    schoolZone: school.timeZone,
    closed: school.closedDays.map(({ from, to = from }) => ({ from, to })),
    digestAt: digest.at,
    leads: kinds,
    matchDays,
  };
}
