// A student asks for a mentor, and takes it back; a mentor joins, changes, pauses; both keep a list of whom not to be paired with.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { dayText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { FormError } from '../../../slack/form.ts';
import { type Choice, choice } from '../../../slack/inputs.ts';
import { NO_SEASON } from '../acts/held.ts';
import { arePaired, joinSeason, keepApart, pauseMentor } from '../acts/mentors.ts';
import { askForMentor, withdrawRequest } from '../acts/requests.ts';
import { actNoted, apartForm, askButton, askForm, FIELDS, mentorForm, requestStatus } from '../messages/index.ts';
import { freePlaces } from '../rules/market.ts';
import { specialtyNames } from '../rules/reason-text.ts';
import { hasBegun } from '../rules/season.ts';
import { findMentor, mentorsOf } from '../store/mentors.ts';
import { keptApartBy } from '../store/pairs.ts';
import { searchPeople } from '../store/people.ts';
import { lastRequestOf } from '../store/requests.ts';
import { openSeason } from '../store/seasons.ts';
import { namesOf, statusOf } from './views.ts';

const idText = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** Ids as a form or a button gives them; what is none is left out. */
export function idsIn(values: readonly string[]): number[] {
  return values.flatMap((value) => idText.safeParse(value).data ?? []);
}

function offered({ program }: Context): { specialties: Choice[]; topics: Choice[] } {
  const { specialties, mentorship } = program.file;
  return {
    specialties: specialties.map(({ id, name }) => choice(name, id)),
    topics: mentorship.topics.map(({ id, name }) => choice(name, id)),
  };
}

/** Ids that the program knows, in the order in which they were chosen. */
function known(values: FormValues, field: string, choices: readonly Choice[]): string[] {
  return enteredChoices(values, field).filter((id) => choices.some(({ value }) => value === id));
}

/** Mentors with a free place whom a student may wish for, by name, each with what they considered. */
async function wishChoices(ctx: Context, person: Person): Promise<Choice[]> {
  const season = await openSeason(ctx.db);
  if (!season) throw new UserError(NO_SEASON);
  const apart = new Set(await keptApartBy(ctx.db, person.id));
  const mentors = (await mentorsOf(ctx.db, season.id)).filter(
    (mentor) =>
      !mentor.paused && freePlaces(mentor) > 0 && mentor.personId !== person.id && !apart.has(mentor.personId),
  );
  const name = await namesOf(
    ctx,
    mentors.map(({ personId }) => personId),
  );
  return mentors
    .map(({ personId, specialties }) => {
      const considered = specialtyNames(ctx.program, specialties).join(', ');
      return choice(name(personId), String(personId), considered === '' ? undefined : considered);
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

export async function openAskForm(ctx: Context, { person }: Asker): Promise<Reply> {
  const mentors = await wishChoices(ctx, person);
  return askForm({ ...offered(ctx), mentors, chosen: person.specialties.slice(0, 3) });
}

/** Mentors whose name or specialties hold these words. */
export async function pickWish(ctx: Context, { person }: Asker, words: string): Promise<Choice[]> {
  const typed = words.trim().toLowerCase();
  const holds = (text: string) => text.toLowerCase().includes(typed);
  return (await wishChoices(ctx, person)).filter(({ label, about = '' }) => holds(label) || holds(about));
}

/** Takes the form; what it says then is what the student's message says. */
export async function sendRequest(ctx: Context, { person }: Asker, _value: string, values: FormValues): Promise<Reply> {
  const { specialties, topics } = offered(ctx);
  const wishes = idsIn(enteredChoices(values, FIELDS.wishes)).slice(0, 5);
  const matchMe = enteredText(values, FIELDS.others) !== 'only-wishes';
  if (!matchMe && wishes.length === 0)
    throw new FormError({
      [FIELDS.others]: 'Please name somebody above, or choose to be matched with somebody who fits.',
    });
  const note = enteredText(values, FIELDS.note);
  await askForMentor(ctx, person, {
    specialties: known(values, FIELDS.specialties, specialties),
    topics: known(values, FIELDS.topics, topics),
    wishes: [...new Set(wishes)],
    matchMe,
    note: note === '' ? null : note,
  });
  const request = await lastRequestOf(ctx.db, person.id);
  if (!request) throw new Error('a request that was just made is not there');
  return requestStatus(await statusOf(ctx, request));
}

/** `value` is the id of a request. */
export async function takeRequestBack(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  const state = await withdrawRequest(ctx, person, id);
  if (state === 'withdrawn')
    return actNoted({
      text: 'Your request is taken back, and nobody is asked for you any more.',
      buttons: [askButton('Ask again')],
    });
  const text =
    state === 'matched'
      ? 'You have a mentor by now, so there was nothing to take back.'
      : 'That request was closed before; nothing has changed.';
  return actNoted({ text, buttons: [] });
}

/** A mentor's form, with what they offer now, or what the roster knows of them. */
export async function openMentorForm(ctx: Context, { person }: Asker): Promise<Reply> {
  const season = await openSeason(ctx.db);
  if (!season) throw new UserError(NO_SEASON);
  const entered = await findMentor(ctx.db, season.id, person.id);
  return mentorForm({
    ...offered(ctx),
    chosen: {
      specialties: entered?.specialties ?? person.specialties,
      topics: entered?.topics ?? [],
      capacity: entered?.capacity ?? 2,
    },
    taken: entered?.taken ?? 0,
  });
}

export async function saveMentorForm(
  ctx: Context,
  { person, today }: Asker,
  _value: string,
  values: FormValues,
): Promise<Reply> {
  const { specialties, topics } = offered(ctx);
  const [capacity = 0] = idsIn([enteredText(values, FIELDS.capacity)]);
  if (capacity < 1 || capacity > 5) throw new FormError({ [FIELDS.capacity]: 'Please choose from 1 to 5.' });
  const season = await openSeason(ctx.db);
  const entered = season && (await findMentor(ctx.db, season.id, person.id));
  await joinSeason(ctx, person, {
    specialties: known(values, FIELDS.specialties, specialties),
    topics: known(values, FIELDS.topics, topics),
    capacity,
    paused: entered?.paused ?? false,
  });
  const begins =
    season && !hasBegun(season, today)
      ? ` The season begins on ${dayText(season.startsOn)}; nobody is asked before.`
      : '';
  return actNoted({
    text: `Saved. When a student asks who fits, I write to you in working hours; you have three working days to answer.${begins}`,
    buttons: [],
  });
}

export async function pause(ctx: Context, { person }: Asker): Promise<Reply> {
  await pauseMentor(ctx, person, true);
  return actNoted({
    text: 'You are on pause: nobody new for now. Your students and open questions stay.',
    buttons: [],
  });
}

export async function resume(ctx: Context, { person }: Asker): Promise<Reply> {
  await pauseMentor(ctx, person, false);
  return actNoted({ text: 'You are no longer on pause.', buttons: [] });
}

export async function openApartForm(ctx: Context, { person }: Asker): Promise<Reply> {
  const people = await peopleByIds(ctx.db, await keptApartBy(ctx.db, person.id));
  return apartForm({ chosen: people.map(({ id, name }) => choice(name, String(id))) });
}

export async function saveApart(ctx: Context, { person }: Asker, _value: string, values: FormValues): Promise<Reply> {
  const others = idsIn(enteredChoices(values, FIELDS.apart));
  await keepApart(ctx, person, others);
  const paired = await arePaired(ctx, person, others);
  const text = paired
    ? 'Saved; nobody sees it but you. You are a pair with one of them now: "This isn\'t working" ends that, whenever you like.'
    : 'Saved; nobody sees it but you.';
  return actNoted({ text, buttons: [] });
}

/** Students, mentors and interviewers by name; no addresses, since each of them may search here. */
export async function pickApart(ctx: Context, { person }: Asker, words: string): Promise<Choice[]> {
  const found = await searchPeople(ctx.db, words);
  return found.filter(({ id }) => id !== person.id).map(({ id, name }) => choice(name, String(id)));
}
