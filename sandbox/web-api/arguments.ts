/** Readers of single arguments. Over a form everything is text, in JSON it has its type: both are taken. */
import { z } from 'zod';
import { keeps } from '../rules/rules.ts';

export const word = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));

export const yes = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

/** A whole number that is not negative. */
export const count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int().min(0));

/** A list of words: JSON, or separated by commas. */
export const words = z
  .union([z.array(z.string()), z.string()])
  .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((each) => each.trim()))
  .transform((list) => list.filter((each) => each !== ''));

/** JSON, by itself or inside a string. */
export const json = z.unknown().transform((value, context) => {
  if (typeof value !== 'string' || !keeps('body.json-field')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be valid JSON' });
    return z.NEVER;
  }
});

export const page = { cursor: z.string().optional(), limit: count.optional() };
