// For people outside Slack: a mail ready to be sent, and what they answered, entered by staff.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Side } from '../../../domain/interview.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import { CANNOT_FOR, CONFIRM_FOR, interviewNews, OUTSIDE_FILE, outsideMail, ROUND } from '../messages/index.ts';
import { type Interview, sideOf } from '../rules/interview-life.ts';
import { refuse, saveConfirmed } from './answer.ts';
import { aheadOf, mailFor } from './outside-pack.ts';
import { interviewAndPerson, lockedInterview, recordFor } from './own-side.ts';
import { shownTo, surroundingsOf } from './shown.ts';

const idOf = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

async function outsider(ctx: Context, value: string): Promise<Person> {
  const id = idOf.safeParse(value);
  const person = id.success ? await findPersonById(ctx.db, id.data) : undefined;
  if (!person) throw new UserError('That person is not in the program any more.');
  return person;
}

/** The mail that says what stands, whatever was said before; and the buttons to answer for them. */
export async function showOutside(ctx: Context, { zone }: Asker, value: string): Promise<Reply> {
  const person = await outsider(ctx, value);
  const interviews = await aheadOf(ctx, ctx.db, person.id);
  const around = await surroundingsOf(ctx.db, interviews);
  const mail = outsideMail({
    intro: `${person.name} is outside Slack. Here is a mail to copy; its calendar files come to your direct messages with *Mail and files*.`,
    ...(await mailFor(ctx, person, interviews)),
    buttons: [
      { label: 'Mail and files', action: OUTSIDE_FILE, value: String(person.id) },
      { label: 'The round', action: ROUND, value: 'round' },
    ],
  });
  const answers = interviewNews({
    lines: interviews.length === 0 ? [] : [`What ${person.name} answered:`],
    interviews: interviews.map((one) => ({
      ...shownTo(ctx, person, one, around),
      packet: null,
      buttons: answerButtons(one, person),
    })),
    buttons: [],
    zone,
  });
  return { text: `${mail.text}\n${answers.text}`, blocks: [...mail.blocks, ...answers.blocks].slice(0, 50) };
}

function answerButtons({ id }: Interview, person: Person): ButtonSpec[] {
  const value = `${id}/${person.id}`;
  return [
    { label: 'They confirm', action: CONFIRM_FOR, value },
    { label: "They can't", action: CANNOT_FOR, value },
  ];
}

function sideOfThem(interview: Interview, person: Person): Side {
  const side = sideOf(interview, person.id);
  if (!side) throw new UserError(`${person.name} is not in that interview any more, so I noted nothing. Please look.`);
  return side;
}

function notedFor({ zone }: Asker, line: string): Reply {
  const buttons = [{ label: 'The round', action: ROUND, value: 'round' }];
  return interviewNews({ lines: [line], interviews: [], buttons, zone });
}

/** Staff confirm for somebody. `value` is an interview and a person: `12/17`. */
export async function confirmFor(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, person } = await interviewAndPerson(ctx, value);
  const { holds } = await ctx.transaction(async (tx) => {
    const saved = await saveConfirmed(ctx, tx, id, (one) => sideOfThem(one, person), asker.person.id);
    await recordFor(ctx, tx, asker, 'interviews.confirm-for', person.id, saved.interview.id);
    return saved;
  });
  return notedFor(
    asker,
    holds ? 'Noted as confirmed.' : 'That interview no longer fits the rules, so I did not note it. Please look.',
  );
}

/** Staff note that somebody can't come; what follows is the same as if they had said so. `value` as in `confirmFor`. */
export async function cannotFor(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, person } = await interviewAndPerson(ctx, value);
  await ctx.transaction(async (tx) => {
    const { interview, row } = await lockedInterview(tx, id);
    if (interview.state !== 'booked') throw new UserError('That interview is not in the plan any more.');
    const side = sideOfThem(interview, person);
    await recordFor(ctx, tx, asker, 'interviews.cannot-for', person.id, interview.id);
    return refuse(ctx, tx, interview, row, side, asker.person.id);
  });
  return notedFor(asker, "Noted: they can't come. The other person hears from me.");
}
