// What reminders are going to say over the next days, for staff: the very plans by which it is sent, put together by what they hold and skip.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { isLead, leadText } from '../../../domain/lead.ts';
import { ALL_OF_KIND, type ReminderKey } from '../../../domain/reminder.ts';
import type { GoingOut, GoingOutText } from '../../../forecast.ts';
import { headingOf } from '../../../people/heading.ts';
import { zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { firstContactMessage, reminderMessage } from '../messages/index.ts';
import { type Hold, heldOrSkipped } from '../rules/circumstances.ts';
import { isFirstContact } from '../rules/first-contact.ts';
import { type Foretold, gatherGoingOut } from '../rules/going-out.ts';
import { welcomeOf } from '../rules/welcome.ts';
import { everyHold } from '../store.ts';
import { remindedOf } from './at-sending.ts';
import { forecast } from './forecast.ts';
import type { PersonPlan } from './plan.ts';
import { currentPlans } from './planner.ts';

/** What staff keep back of what would be said to somebody. `forAll`: what they keep back for everybody. */
function keptBack({ person: { id: personId }, plan }: PersonPlan, forAll: readonly Hold[]): Foretold[] {
  return plan.unsaid.flatMap(({ reminder, at, why }): Foretold[] => {
    if (why !== 'held' && why !== 'skipped') return [];
    const as = why === 'held' ? 'hold' : 'skip';
    return [{ personId, at, as, alone: heldOrSkipped(forAll, reminder) !== as, reminder }];
  });
}

/** What goes out from `from` (inclusive) to `to` (exclusive) if nothing changes. Plans reach three weeks ahead. */
export async function goingOut(ctx: Context, from: Temporal.Instant, to: Temporal.Instant): Promise<GoingOut[]> {
  const said = (await forecast(ctx, from, to)).flatMap(({ personId, at, as, reminders }) =>
    reminders.map((reminder): Foretold => ({ personId, at, as, reminder })),
  );
  const { kept } = await currentPlans(ctx, ctx.clock.now());
  const forAll = (await everyHold(ctx.db)).filter(({ personId }) => personId === null);
  return gatherGoingOut([...said, ...[...kept.values()].flatMap((planned) => keptBack(planned, forAll))], from, to);
}

/** Of several people, as many as are asked for one of whom it still holds. */
const ASKED = 3;

const KIND_TITLES: Partial<Record<ReminderKey['kind'], string>> = {
  interview: 'Reminders of booked practice interviews',
  'mentor-meeting': 'Reminders of meetings with mentors and advisors',
  nudge: 'Kind words about what waits for an answer',
};

/** A reminder in words, as one of these people gets it. */
export async function describeGoingOut(
  ctx: Context,
  { key, people }: Pick<GoingOut, 'key' | 'people'>,
): Promise<GoingOutText> {
  if (key.subject === ALL_OF_KIND) return { title: KIND_TITLES[key.kind] ?? 'Reminders', example: null };
  const asked = await peopleByIds(ctx.db, people.slice(0, ASKED));
  if (isFirstContact(key)) {
    const [person] = asked;
    const example = person ? firstContactMessage(welcomeOf(ctx.program, person), null).text : null;
    return { title: 'First contact: who I am, and how often I write', example };
  }
  const lead = isLead(key.lead) ? `, ${leadText(key.lead)}` : '';
  for (const person of asked) {
    const reminded = await remindedOf(ctx, person, key);
    if (!reminded) continue;
    const why = headingOf(ctx.program, person, ctx.program.today(ctx.clock.now())).text;
    const message = reminderMessage({ things: [{ key, reminded }], why, zone: zoneOf(ctx.program, person) });
    const news = reminded.news === null ? '' : ` (${reminded.news})`;
    return { title: `${reminded.upcoming.title}${news}${lead}`, example: message.text };
  }
  return { title: 'Something that does not hold any more', example: null };
}
