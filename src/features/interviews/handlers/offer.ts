// What interviewers offer: their one form, and staff who answer for somebody outside Slack.
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { countText, dayText, listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { recordActs } from '../../../people/audit.ts';
import { authorise } from '../../../people/authorise.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import { canBeTold } from '../../../people/telling.ts';
import { FormError } from '../../../slack/form.ts';
import { sentence } from '../../../slack/message.ts';
import { alertStaff } from '../acts/tell.ts';
import { answerForForm, interviewNews, OFFER, type OfferForm, offerAsk, offerForm } from '../messages/index.ts';
import { tickedIn } from '../messages/offer-fields.ts';
import { askKey } from '../rules/ask-key.ts';
import { readReply } from '../rules/read-reply.ts';
import { isOut, type RoundRow } from '../rules/round-life.ts';
import { startsOnAll } from '../rules/slots.ts';
import { lastOffer, type NewOffer, offersOf, saveOffer } from '../store/people.ts';
import { askOf } from '../store/published.ts';
import { countAct, openRound } from '../store/rounds.ts';
import { fillFree } from './replace.ts';
import { loadRound } from './round-data.ts';
import { NO_ROUND, specialtyChoices, timesOf } from './sign-up.ts';

const NOT_ASKED =
  'You are not among the interviewers of this round. If you would like to be, please tell the career planning staff.';

/** What somebody's answer begins with: as they answered before; else with the weekdays and hours of last year. */
async function filledIn(ctx: Context, row: RoundRow, personId: number) {
  const { timeZone } = ctx.program.file.school;
  const offer = (await offersOf(ctx.db, row.id)).find((one) => one.personId === personId);
  const times = timesOf(ctx, row);
  const slots = new Set((offer?.slots ?? []).map((slot) => slot.toString()));
  const last = offer?.answeredAt ? undefined : await lastOffer(ctx.db, row.id, personId);
  const weekday = (time: (typeof times)[number]) => time.toZonedDateTimeISO(timeZone);
  const kept = new Set((last ?? []).map((time) => `${weekday(time).dayOfWeek} ${weekday(time).toPlainTime()}`));
  const isOn = (time: (typeof times)[number]) =>
    offer?.answeredAt
      ? slots.has(time.toString())
      : kept.has(`${weekday(time).dayOfWeek} ${weekday(time).toPlainTime()}`);
  const ticked = [...new Set(times.filter(isOn).map((time) => dayOf(time, timeZone)))];
  return {
    times,
    ticked,
    except: times.filter((time) => ticked.includes(dayOf(time, timeZone)) && !isOn(time)),
    committees: offer?.committees ?? [],
    joinLink: offer?.joinLink ?? '',
  };
}

/** The form of somebody; `more`: what else is known of their answer just now. */
async function formFor(
  ctx: Context,
  row: RoundRow,
  person: Person,
  { value, zone, name = null, ...more }: Pick<OfferForm, 'value' | 'zone'> & Partial<OfferForm>,
): Promise<Reply> {
  const before = await filledIn(ctx, row, person.id);
  const { evenings } = row;
  return offerForm({ ...before, value, zone, name, evenings, specialties: specialtyChoices(ctx), ...more });
}

/** The round in which somebody is asked to interview. */
async function askedRound(ctx: Context, { person }: Asker): Promise<RoundRow> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError(NO_ROUND);
  if (!(await offersOf(ctx.db, row.id)).some(({ personId }) => personId === person.id)) throw new UserError(NOT_ASKED);
  return row;
}

/** Opens the interviewer's own form, with what is ticked in the message at this moment. Throws a UserError where they are not asked in this round. */
export async function openOffer(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const { person, zone } = asker;
  const row = await askedRound(ctx, asker);
  const { ticked } = await filledIn(ctx, row, person.id);
  const now = tickedIn(values, { evenings: row.evenings, ticked });
  return formFor(ctx, row, person, { value: String(row.id), zone, ticked: now });
}

/** The one message of an interviewer: it is gone once they have answered. */
export async function composeAsk(ctx: Context, person: Person | null): Promise<Reply | null> {
  if (!canBeTold(ctx.program, person, ctx.clock.now())) return null;
  const row = await openRound(ctx.db);
  if (!row) return null;
  const offer = (await offersOf(ctx.db, row.id)).find(({ personId }) => personId === person.id);
  if (!offer || offer.answeredAt !== null) return null;
  const { ticked } = await filledIn(ctx, row, person.id);
  const first = row.evenings[0] ?? row.answerBy;
  const last = row.evenings.at(-1) ?? row.answerBy;
  return offerAsk({
    roundId: row.id,
    line: `Practice interviews for our students are planned on ${countText(row.evenings.length, 'evening')} from ${dayText(first)} to ${dayText(last)}: 25 minutes each, feedback included. On which evenings could you?${ticked.length > 0 ? " Last year's answers are filled in; the selection committee is asked anew." : ''} Please answer by ${dayText(row.answerBy)}.`,
    evenings: row.evenings,
    ticked,
    specialties: specialtyChoices(ctx),
  });
}

const address = z.url({ protocol: /^https$/ });

function entered(ctx: Context, row: RoundRow, values: FormValues): NewOffer {
  const { interviews, school } = ctx.program.file;
  const days = enteredChoices(values, 'evenings').filter((day) => row.evenings.includes(day));
  const except = new Set(enteredChoices(values, 'except'));
  const slots = startsOnAll(days, interviews, school.timeZone).filter((start) => !except.has(start.toString()));
  const onCommittee = enteredText(values, 'committee');
  const committees = enteredChoices(values, 'committees').filter((id) => ctx.program.specialty(id));
  const link = enteredText(values, 'link');
  if (onCommittee === '')
    throw new FormError({
      committee:
        'Please say whether you sit on a selection committee: it is asked anew every year. Nothing is saved yet.',
    });
  if (onCommittee === 'yes' && committees.length === 0)
    throw new FormError({
      committees: 'Please choose the specialties for which you sit on a committee. Nothing is saved yet.',
    });
  if (link !== '' && !address.safeParse(link).success)
    throw new FormError({ link: 'Please enter a link that begins with https://, or leave it empty.' });
  return { slots, committees: onCommittee === 'yes' ? committees : [], joinLink: link === '' ? null : link };
}

/** The message with the boxes becomes what was answered: otherwise it would go on asking. */
async function replaceAsk(ctx: Context, tx: Tx, roundId: number, personId: number): Promise<void> {
  const asked = await askOf(tx, askKey(roundId, personId));
  if (asked === undefined) return;
  const now = ctx.clock.now();
  await enqueueChanges(tx, now, [
    {
      kind: 'update',
      target: asked,
      dedupeKey: `interviews/answered/${roundId}/${personId}/${now}`,
      lane: 'answers',
      composer: 'interviews.answered',
      content: { round: roundId },
    },
  ]);
}

/** What stands in place of the question: the answer as it is now. */
export async function composeAnswered(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  const { round } = z.object({ round: z.number() }).parse(stored);
  const offer = (await offersOf(ctx.db, round)).find(({ personId }) => personId === person?.id);
  if (!person || !offer) return null;
  return answered(summaryOf(ctx, offer.slots), null, zoneOf(ctx.program, person));
}

function summaryOf(ctx: Context, slots: readonly Temporal.Instant[]): { slots: number; evenings: string[] } {
  const { timeZone } = ctx.program.file.school;
  return { slots: slots.length, evenings: [...new Set(slots.map((slot) => dayText(dayOf(slot, timeZone))))] };
}

/** Saves an answer. In a round that is out, booked times stay, and what is new is offered to those who wait. */
async function save(
  ctx: Context,
  person: Person,
  values: FormValues,
  by: Person,
): Promise<{ slots: number; evenings: string[] }> {
  return ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row) throw new UserError(NO_ROUND);
    const offer = entered(ctx, row, values);
    const before = await loadRound(ctx, tx, row);
    const booked = before.interviews.filter(
      ({ interviewerId, state }) => interviewerId === person.id && state === 'booked',
    );
    const starts = new Map(
      [...offer.slots, ...booked.map(({ startsAt }) => startsAt)].map((slot) => [slot.toString(), slot]),
    );
    const slots = isOut(row.state) ? [...starts.values()] : offer.slots;
    await saveOffer(tx, { roundId: row.id, personId: person.id }, { ...offer, slots }, ctx.clock.now());
    await countAct(tx, row.id);
    if (by.id !== person.id) {
      const details = { slots: slots.length, committees: offer.committees.length };
      await recordActs(tx, ctx.clock.now().toString(), [
        { act: 'interviews.answer-for', actorId: by.id, subjectId: person.id, details },
      ]);
    }
    await replaceAsk(ctx, tx, row.id, person.id);
    if (isOut(row.state)) {
      // Who now sits on a committee keeps no interview that it forbids: staff look at each.
      for (const one of booked.filter(({ specialty }) => offer.committees.includes(specialty)))
        await alertStaff(ctx, tx, 'rule', { interview: one.id });
      await fillFree(ctx, tx, await loadRound(ctx, tx, row), { by: by.id });
    }
    return summaryOf(ctx, slots);
  });
}

function thanks({ slots, evenings }: { slots: number; evenings: string[] }, name: string | null): string {
  const whose = name === null ? 'you offer' : `${name} offers`;
  if (slots === 0) return `Noted: ${whose} no times this season. Thank you for answering.`;
  return `Thank you: ${whose} ${slots === 1 ? 'one time' : `${slots} times`} on ${listText(evenings)}. I write when the plan is made.`;
}

/** Slack tells of every box; nothing is kept, and nothing said, before Save. */
export async function noteTick(): Promise<Reply> {
  return sentence('Ticked. Save keeps it.');
}

/** What was ticked in the message itself; single times and the room stay as they were. */
export async function saveTicks(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { person, zone } = asker;
  const row = await askedRound(ctx, asker);
  if (String(row.id) !== value)
    throw new UserError('That question was about another season. `/career interview` shows this one.');
  const before = await filledIn(ctx, row, person.id);
  const evenings = tickedIn(values, { evenings: row.evenings, ticked: before.ticked });
  const whole = new Map([
    ...values,
    ['evenings', evenings] as const,
    ['except', before.except.map((time) => time.toString())] as const,
    ['link', before.joinLink] as const,
  ]);
  return answered(await save(ctx, person, whole, person), null, zone);
}

/** What was noted, and how to change it. */
function answered(saved: { slots: number; evenings: string[] }, name: string | null, zone: string): Reply {
  const change = { label: 'Change', action: OFFER, value: 'open' };
  return interviewNews({ lines: [thanks(saved, name)], interviews: [], buttons: name === null ? [change] : [], zone });
}

/**
 * Keeps an answer. `value` is a round, or a round and an interviewer (`3/17`), for whom staff answer. Throws a FormError with what is missing:
 * the committee is asked anew each year.
 */
export async function saveOwnOffer(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { person, zone } = asker;
  // Staff who answer for somebody send the same form: its value names the interviewer.
  const [, forId] = value.split('/');
  if (forId !== undefined) authorise('interviews.answer-for', person, 'program');
  const other = forId === undefined ? person : await findPersonById(ctx.db, Number(forId));
  if (!other) throw new UserError('That person is not in the program any more.');
  const row = await openRound(ctx.db);
  const asked = row ? (await offersOf(ctx.db, row.id)).some(({ personId }) => personId === other.id) : false;
  if (!asked && other.id === person.id) throw new UserError(NOT_ASKED);
  return answered(await save(ctx, other, values, person), other.id === person.id ? null : other.name, zone);
}

/** Opens the form in which staff choose for whom they answer, and paste a mail. */
export async function openAnswerFor(ctx: Context): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError('There is no round that is open.');
  return answerForForm({ roundId: row.id });
}

/** What a pasted mail says, as the form holds it. Its hours are the school's. */
function readMail(ctx: Context, row: RoundRow, mail: string): Partial<OfferForm> {
  const { interviews, school, specialties } = ctx.program.file;
  const { lines, offers, committees, link } = readReply(mail, {
    evenings: row.evenings,
    starts: interviews.starts,
    minutes: interviews.minutes,
    specialties: specialties.map(({ id, name, alsoCalled = [] }) => ({ id, names: [name, ...alsoCalled] })),
  });
  const ticked = offers.map(({ day }) => day);
  const isOffered = (time: Temporal.Instant) => {
    const local = time.toZonedDateTimeISO(school.timeZone);
    const starts = offers.find(({ day }) => day === local.toPlainDate().toString())?.starts ?? [];
    return starts.includes(local.toPlainTime().toString({ smallestUnit: 'minute' }));
  };
  const left = lines.flatMap(({ said, understood, open }) => {
    if (understood !== null) return [];
    return open
      ? `${said} (it says how many and not at which times, so I ticked none of the evenings it may mean)`
      : said;
  });
  const clear = lines.flatMap(({ said, understood }) => (understood === null ? [] : `"${said}": ${understood}`));
  const noEvening = ticked.length === 0 ? ['No evening is ticked below.'] : [];
  return {
    ticked,
    except: timesOf(ctx, { evenings: ticked }).filter((time) => !isOffered(time)),
    ...(committees ? { committees } : {}),
    ...(link === null ? {} : { joinLink: link }),
    read: {
      understood: [...clear, ...noEvening],
      left,
      committee: committees === null ? null : committees.length > 0 ? 'yes' : 'no',
    },
  };
}

/** Who was chosen: their form, filled in as they answered before, or as their mail says. */
export async function chooseAnswer(ctx: Context, _asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const row = await openRound(ctx.db);
  const person = await findPersonById(ctx.db, Number(enteredText(values, 'person')));
  if (!row || !person?.active) throw new FormError({ person: 'Please choose somebody.' });
  const mail = enteredText(values, 'mail');
  return formFor(ctx, row, person, {
    value: `${row.id}/${person.id}`,
    zone: zoneOf(ctx.program, person),
    name: person.name,
    ...(mail === '' ? {} : readMail(ctx, row, mail)),
  });
}
