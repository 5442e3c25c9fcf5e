// What interviewers offer: their one form, and staff who answer for somebody outside Slack.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { dayText, listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import { authorise } from '../../../people/authorise.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import { FormError } from '../../../slack/form.ts';
import { answerForForm, interviewNews, OFFER, offerForm } from '../messages/index.ts';
import { isOut, type RoundRow } from '../rules/round-life.ts';
import { startsOnAll } from '../rules/slots.ts';
import { lastOffer, type NewOffer, offersOf, saveOffer } from '../store/people.ts';
import { openRound } from '../store/rounds.ts';
import { fillFree } from './replace.ts';
import { loadRound } from './round-data.ts';
import { NO_ROUND, specialtyChoices, timesOf } from './sign-up.ts';
import { alertStaff } from './tell.ts';

const NOT_ASKED =
  'You are not among the interviewers of this round. If you would like to be, please tell the career planning staff.';

/** The form of somebody, filled in as they answered before; else with the weekdays and hours of last year. */
async function formFor(
  ctx: Context,
  row: RoundRow,
  { id, name }: Person,
  value: string,
  forOther: boolean,
  zone: string,
): Promise<Reply> {
  const { school } = ctx.program.file;
  const offer = (await offersOf(ctx.db, row.id)).find(({ personId }) => personId === id);
  const times = timesOf(ctx, row);
  const slots = new Set((offer?.slots ?? []).map((slot) => slot.toString()));
  const last = offer?.answeredAt ? undefined : await lastOffer(ctx.db, row.id, id);
  const weekday = (time: (typeof times)[number]) => time.toZonedDateTimeISO(school.timeZone);
  const kept = new Set((last ?? []).map((time) => `${weekday(time).dayOfWeek} ${weekday(time).toPlainTime()}`));
  const isOn = (time: (typeof times)[number]) =>
    offer?.answeredAt
      ? slots.has(time.toString())
      : kept.has(`${weekday(time).dayOfWeek} ${weekday(time).toPlainTime()}`);
  const on = times.filter(isOn);
  const ticked = [...new Set(on.map((time) => dayOf(time, school.timeZone)))];
  return offerForm({
    value,
    name: forOther ? name : null,
    evenings: row.evenings,
    ticked,
    times,
    except: times.filter((time) => ticked.includes(dayOf(time, school.timeZone)) && !isOn(time)),
    specialties: specialtyChoices(ctx),
    committees: offer?.committees ?? [],
    joinLink: offer?.joinLink ?? '',
    zone,
  });
}

export async function openOffer(ctx: Context, { person, zone }: Asker): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError(NO_ROUND);
  const asked = (await offersOf(ctx.db, row.id)).some(({ personId }) => personId === person.id);
  if (!asked) throw new UserError(NOT_ASKED);
  return formFor(ctx, row, person, String(row.id), false, zone);
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
  if (onCommittee === '') throw new FormError({ committee: 'Please answer this: it is asked anew every year.' });
  if (onCommittee === 'yes' && committees.length === 0)
    throw new FormError({ committees: 'Please choose for which specialties.' });
  if (link !== '' && !address.safeParse(link).success)
    throw new FormError({ link: 'Please enter a link that begins with https://, or leave it empty.' });
  return { slots, committees: onCommittee === 'yes' ? committees : [], joinLink: link === '' ? null : link };
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
    if (by.id !== person.id) {
      const details = { slots: slots.length, committees: offer.committees.length };
      await recordActs(tx, ctx.clock.now().toString(), [
        { act: 'interviews.answer-for', actorId: by.id, subjectId: person.id, details },
      ]);
    }
    if (isOut(row.state)) {
      // Who now sits on a committee keeps no interview that it forbids: staff look at each.
      for (const one of booked.filter(({ specialty }) => offer.committees.includes(specialty)))
        await alertStaff(ctx, tx, 'rule', { interview: one.id });
      await fillFree(ctx, tx, await loadRound(ctx, tx, row));
    }
    const { timeZone } = ctx.program.file.school;
    return { slots: slots.length, evenings: [...new Set(slots.map((slot) => dayText(dayOf(slot, timeZone))))] };
  });
}

function thanks({ slots, evenings }: { slots: number; evenings: string[] }, name: string | null): string {
  const whose = name === null ? 'you offer' : `${name} offers`;
  if (slots === 0) return `Noted: ${whose} no times this season. Thank you for answering.`;
  return `Thank you: ${whose} ${slots === 1 ? 'one time' : `${slots} times`} on ${listText(evenings)}. I write when the plan is made.`;
}

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
  const saved = await save(ctx, other, values, person);
  const change = { label: 'Change', action: OFFER, value: 'open' };
  const buttons = other.id === person.id ? [change] : [];
  return interviewNews({
    lines: [thanks(saved, other.id === person.id ? null : other.name)],
    interviews: [],
    buttons,
    zone,
  });
}

export async function openAnswerFor(ctx: Context): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError('There is no round that is open.');
  return answerForForm({ roundId: row.id });
}

/** Who was chosen: their form, filled in as they answered before. */
export async function chooseAnswer(ctx: Context, _asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const row = await openRound(ctx.db);
  const person = await findPersonById(ctx.db, Number(enteredText(values, 'person')));
  if (!row || !person?.active) throw new FormError({ person: 'Please choose somebody.' });
  return formFor(ctx, row, person, `${row.id}/${person.id}`, true, zoneOf(ctx.program, person));
}
