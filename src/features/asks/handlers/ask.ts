// What askers do: ask, look where it stands, and think better of it.
import type { Context } from '../../../context.ts';
import { ASK_KINDS, type AskKind, WAYS } from '../../../domain/asks.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { nearest } from '../../../domain/nearest.ts';
import { dayText } from '../../../domain/wording.ts';
import { addWorkingDays } from '../../../domain/working-days.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import { closedDaysOf } from '../../../program/closed-days.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { choice } from '../../../slack/inputs.ts';
import { tellClaimer, tellQueue } from '../acts/tell.ts';
import { askAnswer, askForm, askSent, ownCase } from '../messages/index.ts';
import { ASK_FIELDS } from '../messages/own-asks.ts';
import { ALARM_DAYS } from '../rules/alarm.ts';
import type { NewCase } from '../rules/case.ts';
import { stateAfter } from '../rules/case-life.ts';
import { FIELDS_OF, KIND_TITLES, MOST_OPEN, queueOf, WORDS_LIMIT } from '../rules/kinds.ts';
import { addCase, findCase, holdersOf, lockCase, lockPeople, ownCases, repliesOf, saveCase } from '../store.ts';
import { caseId, requireOwn, viewOf, viewsOf } from './view.ts';

const MOST_SHOWN = 10;

/** `/career ask`: what can be asked for, and one's own asks; with the word for a kind its form opens at once. */
export async function showAsk(ctx: Context, { person }: Asker, words: string): Promise<Reply> {
  const kind = nearest(words, ASK_KINDS, (one) => KIND_TITLES[one]) ?? nearest(words, ASK_KINDS, (one) => one);
  const own = await viewsOf(ctx, await ownCases(ctx.db, person.id, MOST_SHOWN));
  const answer = askAnswer({ own });
  return kind ? { ...answer, form: formOf(ctx, kind).form } : answer;
}

function formOf({ program }: Context, kind: AskKind) {
  return askForm({ kind, specialties: program.file.specialties.map(({ id, name }) => choice(name, id)) });
}

/** `value` names the kind. */
export async function openAsk(ctx: Context, _: Asker, value: string): Promise<Reply> {
  const kind = ASK_KINDS.find((one) => one === value) ?? 'question';
  return formOf(ctx, kind);
}

/** Throws a FormError for what has to be entered differently. */
function readAsk({ program }: Context, value: string, values: FormValues): Omit<NewCase, 'askerId' | 'queue'> {
  const kind = ASK_KINDS.find((one) => one === value);
  if (!kind) throw new UserError('I no longer know that form. `/career ask` shows what you can ask for.');
  const fields = FIELDS_OF[kind];
  const specialty = program.specialty(enteredText(values, ASK_FIELDS.specialty))?.id ?? null;
  const [place, words] = [enteredText(values, ASK_FIELDS.place), enteredText(values, ASK_FIELDS.words)];
  if (fields.specialty === 'needed' && specialty === null)
    throw new FormError({ [ASK_FIELDS.specialty]: 'Please choose a specialty.' });
  if (words === '') throw new FormError({ [ASK_FIELDS.words]: 'Please write a line or two.' });
  if (words.length > WORDS_LIMIT)
    throw new FormError({ [ASK_FIELDS.words]: `Please keep it to ${WORDS_LIMIT} characters.` });
  return {
    kind,
    specialty: fields.specialty === null ? null : specialty,
    place: fields.meeting && place !== '' ? place.slice(0, 200) : null,
    ways: fields.meeting ? WAYS.filter((way) => enteredChoices(values, ASK_FIELDS.ways).includes(way)) : [],
    words,
  };
}

/** Takes the form: the ask is a case in the queue of the right role, which is told. `value` names the kind. */
export async function sendAsk(
  ctx: Context,
  { person, zone }: Asker,
  value: string,
  values: FormValues,
): Promise<Message> {
  const asked = readAsk(ctx, value, values);
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    await lockPeople(tx, [person.id]);
    const open = (await ownCases(tx, person.id, 100)).filter(({ state }) => state !== 'closed');
    if (open.length >= MOST_OPEN)
      throw new UserError(
        `You have ${MOST_OPEN} asks open, which is as many as can be at a time. \`/career ask\` shows them; close one that you don't need any more.`,
      );
    const hasLiaison = (await holdersOf(tx, 'alumni-liaison', { inSlack: true })).length > 0;
    const queue = queueOf(asked.kind, hasLiaison);
    const id = await addCase(tx, { askerId: person.id, queue, ...asked }, now);
    await tellQueue(ctx, tx, { id, queue });
    const saved = requireOwn(await findCase(tx, id), { person, zone, today: ctx.program.today(now) });
    const school = ctx.program.file.school.timeZone;
    const by = addWorkingDays(dayOf(now, school), ALARM_DAYS, closedDaysOf(ctx.program));
    return askSent({ asked: await viewOf(ctx, saved, tx), by: dayText(by) });
  });
}

/** `value` is the id of an own case. */
export async function showOwnCase(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const found = requireOwn(await findCase(ctx.db, caseId(value)), asker);
  const replies = await repliesOf(ctx.db, found.id);
  return ownCase({
    asked: await viewOf(ctx, found),
    replies: replies.map(({ author, at, words }) => ({ author: author ?? '', at, words })),
    zone: asker.zone,
  });
}

/** Never mind: the case is closed, and whoever had claimed it reads so. `value` is its id. */
export async function withdrawCase(ctx: Context, asker: Asker, value: string): Promise<Message> {
  await ctx.transaction(async (tx) => {
    const found = requireOwn(await lockCase(tx, caseId(value)), asker);
    const state = stateAfter(found.state, 'withdraw');
    if (state === null) return;
    await saveCase(tx, found.id, { state, claimedBy: found.claimedBy, waits: false }, ctx.clock.now());
    await tellClaimer(ctx, tx, found, 'withdrawn');
    const act = { act: 'asks.withdraw', actorId: asker.person.id, subjectId: asker.person.id };
    await recordActs(tx, ctx.clock.now().toString(), [{ ...act, details: { case: found.id } }]);
  });
  return showOwnCase(ctx, asker, value);
}
