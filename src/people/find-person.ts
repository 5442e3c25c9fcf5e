import type { Context } from '../context.ts';
import { UserError } from '../errors.ts';
import type { SlackMember } from '../slack/directory.ts';
import type { Person } from './person.ts';
import { findPersonByEmail, findPersonBySlackUser, linkSlackUser } from './store.ts';

/** Nothing is broken on our side where Slack does not answer, and the next attempt may well work. */
async function lookUp({ slack }: Context, slackUserId: string): Promise<SlackMember> {
  try {
    return await slack.member(slackUserId);
  } catch (cause) {
    throw new UserError("Slack didn't tell me who you are just now. Please try again in a minute.", { cause });
  }
}

/**
 * Who a Slack user is to the program: one statement for somebody met before; at first contact their e-mail decides,
 * also where the person had another Slack account until now.
 * undefined for a stranger. Throws a UserError where Slack cannot be asked.
 */
export async function findPerson(ctx: Context, slackUserId: string): Promise<Person | undefined> {
  const known = await findPersonBySlackUser(ctx.db, slackUserId);
  if (known) return known;
  const member = await lookUp(ctx, slackUserId);
  if (!member.active || member.email === null) return undefined;
  const person = await findPersonByEmail(ctx.db, member.email);
  if (!person?.active) return undefined;
  await linkSlackUser(ctx.db, person.id, slackUserId, member.timeZone);
  return { ...person, slackUserId, timeZone: member.timeZone };
}
