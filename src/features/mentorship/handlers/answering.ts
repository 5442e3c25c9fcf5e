// A mentor answers whether they take a student; so do staff for a mentor outside Slack.
import type { Context } from '../../../context.ts';
import { addDays, dayOf } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import { momentText } from '../../../domain/wording.ts';
import { addWorkingDays } from '../../../domain/working-time.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { peopleByIds } from '../../../people/store.ts';
import { answerOffer } from '../acts/offers.ts';
import { actNoted, offerMessage } from '../messages/index.ts';
import { workingTimeOf } from '../rules/people.ts';
import { findOffer } from '../store/offers.ts';
import { remindAt } from '../store/reminders.ts';
import { idsIn } from './asking.ts';
import { offerView } from './views.ts';

const GONE = 'That question is no longer there. `/career mentor` shows what waits for you.';

async function answered(ctx: Context, { person }: Asker, value: string, answer: 'accept' | 'pass'): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  const { offer, state, isOld } = await answerOffer(ctx, id, answer, ({ mentorId }) => mentorId === person.id);
  return offerMessage({ ...(await offerView(ctx, offer, person, isOld)), state });
}

/** `value` is the id of an offer, here and below. */
export function acceptOffer(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return answered(ctx, asker, value, 'accept');
}

export function passOffer(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return answered(ctx, asker, value, 'pass');
}

/** Reminds a mentor when their working hours begin on the next working day, where the offer is still open then; the time to answer stays. */
export async function answerLater(ctx: Context, { person, zone }: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  const offer = await findOffer(ctx.db, id);
  if (offer?.mentorId !== person.id) throw new UserError(GONE);
  if (offer.state !== 'open') return offerMessage(await offerView(ctx, offer, person, true));
  const time = workingTimeOf(ctx.program, person);
  const day = addWorkingDays(addDays(dayOf(ctx.clock.now(), time.zone), 1), 0, time.closed);
  const at = atHour(day, time.hours.from, time.zone);
  const until = momentText(offer.lapsesAt, zone);
  if (at.epochMilliseconds >= offer.lapsesAt.epochMilliseconds)
    return actNoted({
      text: `There is no later that is of use: the question is open until ${until}. It waits above until then.`,
      buttons: [],
    });
  await ctx.transaction((tx) => remindAt(tx, person.id, `mentor-offer:${id}`, at));
  return actNoted({
    text: `I'll ask again on ${momentText(at, zone)}. The question is open until ${until}.`,
    buttons: [],
  });
}

async function answeredFor(ctx: Context, { person }: Asker, value: string, answer: 'accept' | 'pass'): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  const { offer, state, isOld } = await answerOffer(ctx, id, answer, () => true, person);
  const [mentor] = await peopleByIds(ctx.db, [offer.mentorId]);
  const name = mentor?.name ?? 'The mentor';
  const text = isOld
    ? `This was settled before (${state}); nothing has changed.`
    : answer === 'accept'
      ? `${name} has the student now.`
      : `Noted for ${name}: not this time. Somebody else is asked.`;
  return actNoted({ text, buttons: [] });
}

/** Staff answer for a mentor outside Slack. */
export function acceptFor(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return answeredFor(ctx, asker, value, 'accept');
}

export function passFor(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return answeredFor(ctx, asker, value, 'pass');
}
