// Staff match by hand, and draft, change and publish rounds.
import type { Context } from '../../../context.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { undoButton } from '../../../domain/undo.ts';
import { countText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { FormError } from '../../../slack/form.ts';
import { type Choice, choice } from '../../../slack/inputs.ts';
import { seasonNow } from '../acts/held.ts';
import {
  changeDraft,
  type DraftChange,
  draft,
  dropDraft,
  matchByHand,
  mentorsToDraft,
  publish,
} from '../acts/round.ts';
import type { DraftRow } from '../messages/draft-page.ts';
import { actNoted, draftForm, draftPage, FIELDS, matchForm } from '../messages/index.ts';
import { candidatesFor } from '../rules/candidates.ts';
import { freePlaces, type Mentor, reasonsFor } from '../rules/market.ts';
import { reasonsText, specialtyNames, topicNames, WHY_TEXT } from '../rules/reason-text.ts';
import type { WhyUnmatched } from '../rules/round.ts';
import { type Shortage, shortages } from '../rules/shortage.ts';
import { liveRequests, type StoredRequest } from '../store/requests.ts';
import { findRound, marksOf, outcomesOf } from '../store/rounds.ts';
import { idsIn } from './asking.ts';
import { namesOf, wantedLines } from './views.ts';

const SETTLED = 'That request is settled by now. `/career staff mentorship` shows how it stands.';
const GONE =
  'That draft is no longer there: it was published or dropped. `/career staff mentorship` shows how it stands.';

/** The season as a look at it needs it: what acts hold, without holding it. */
async function look(ctx: Context) {
  const held = await seasonNow(ctx);
  const live = await liveRequests(ctx.db, held.season.id);
  const mentors = await mentorsToDraft(ctx.db, held, live);
  const name = await namesOf(ctx, [
    ...live.flatMap(({ personId, wishes }) => [personId, ...wishes]),
    ...mentors.keys(),
  ]);
  return { held, live, mentors, name };
}

type Look = Awaited<ReturnType<typeof look>>;

/** Mentors for a request, the best first, with what speaks for them; whoever fits, whatever the student wished for. */
function choicesFor(ctx: Context, { held, mentors, name }: Look, request: StoredRequest): Choice[] {
  const given = { apart: held.apart, asked: new Set<number>(), seed: request.id };
  return candidatesFor({ ...request, matchMe: true }, [...mentors.values()], given).map(({ mentor, reasons }) => {
    const why = reasonsText(ctx.program, reasons, 'staff');
    const places = countText(freePlaces(mentor), 'free place');
    return choice(name(mentor.personId), String(mentor.personId), why === '' ? places : `${places}; ${why}`);
  });
}

/** Mentors with a place, by name, whose name or specialties hold these words; whether they can take a student is seen when staff save. */
export async function pickMentor(ctx: Context, _asker: Asker, words: string): Promise<Choice[]> {
  const { mentors, name } = await look(ctx);
  const typed = words.trim().toLowerCase();
  return [...mentors.values()]
    .filter((mentor) => !mentor.paused && freePlaces(mentor) > 0)
    .map((mentor) => {
      const about = [countText(freePlaces(mentor), 'free place'), ...specialtyNames(ctx.program, mentor.specialties)];
      return choice(name(mentor.personId), String(mentor.personId), about.join(', '));
    })
    .filter(({ label, about = '' }) => `${label} ${about}`.toLowerCase().includes(typed))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** `value` is the id of a request. */
export async function openMatchForm(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const seen = await look(ctx);
  const [id] = idsIn([value]);
  const request = seen.live.find((one) => one.id === id);
  if (!request) throw new UserError(SETTLED);
  return matchForm({
    requestId: request.id,
    student: seen.name(request.personId),
    wanted: wantedLines(ctx, request, seen.name),
    candidates: choicesFor(ctx, seen, request),
  });
}

export async function saveMatch(ctx: Context, { person }: Asker, value: string, values: FormValues): Promise<Reply> {
  const [requestId = 0] = idsIn([value]);
  const [mentorId] = idsIn([enteredText(values, FIELDS.mentor)]);
  if (mentorId === undefined) throw new FormError({ [FIELDS.mentor]: 'Please choose a mentor.' });
  const auditId = await matchByHand(ctx, person, { requestId, mentorId });
  return actNoted({
    text: 'Matched. Both are introduced; where one of them is outside Slack, the text waits for you on the staff page.',
    buttons: [undoButton(auditId)],
  });
}

function shortageText(name: string, { asked, places }: Shortage): string {
  return `${name}: ${countText(asked, 'student')} named it, mentors have ${countText(places, 'free place')}`;
}

function shortageLines(ctx: Context, live: readonly StoredRequest[], mentors: readonly Mentor[]): string[] {
  const { specialties, topics } = shortages(live, mentors);
  return [
    ...specialties.map((short) => shortageText(specialtyNames(ctx.program, [short.id])[0] ?? short.id, short)),
    ...topics.map((short) => shortageText(topicNames(ctx.program, [short.id])[0] ?? short.id, short)),
  ];
}

function isWhy(why: string): why is WhyUnmatched {
  return why in WHY_TEXT;
}

async function page(ctx: Context, roundId: number, first: number): Promise<Reply> {
  const round = await findRound(ctx.db, roundId);
  if (round?.state !== 'draft') throw new UserError(GONE);
  const seen = await look(ctx);
  const locked = (await marksOf(ctx.db, roundId)).filter(({ mark }) => mark === 'locked');
  const rows = (await outcomesOf(ctx.db, roundId)).flatMap(({ requestId, mentorId, why }): DraftRow[] => {
    const request = seen.live.find(({ id }) => id === requestId);
    if (!request) return [];
    const mentor = mentorId === null ? undefined : seen.mentors.get(mentorId);
    const reasons = mentor ? reasonsText(ctx.program, reasonsFor(request, mentor), 'staff') : '';
    return [
      {
        requestId,
        student: seen.name(request.personId),
        mentor: mentorId === null ? null : seen.name(mentorId),
        isLocked: locked.some((lock) => lock.requestId === requestId && lock.mentorId === mentorId),
        why: why === null ? reasons : isWhy(why) ? WHY_TEXT[why] : why,
      },
    ];
  });
  const without = (row: DraftRow) => Number(row.mentor !== null);
  return draftPage({
    roundId,
    rows: rows.sort((a, b) => without(a) - without(b) || a.student.localeCompare(b.student)),
    first,
    shortages: shortageLines(ctx, seen.live, [...seen.mentors.values()]),
  });
}

/** Drafts a round, or runs the draft again. */
export async function runDraft(ctx: Context, { person }: Asker): Promise<Reply> {
  return page(ctx, await draft(ctx, person), 0);
}

function twoIds(value: string): [number, number] {
  const [first = 0, second = 0] = idsIn(value.split('/'));
  return [first, second];
}

/** `value` is the id of a round and the row with which the page begins. */
export function showDraft(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  return page(ctx, ...twoIds(value));
}

/** `value` is the ids of a round and of a request, here and below. */
export async function openDraftForm(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const [roundId, requestId] = twoIds(value);
  const seen = await look(ctx);
  const request = seen.live.find(({ id }) => id === requestId);
  const outcome = (await outcomesOf(ctx.db, roundId)).find((one) => one.requestId === requestId);
  if (!request || !outcome) throw new UserError(SETTLED);
  const marks = await marksOf(ctx.db, roundId);
  return draftForm({
    roundId,
    requestId,
    student: seen.name(request.personId),
    wanted: wantedLines(ctx, request, seen.name),
    mentor: outcome.mentorId === null ? null : seen.name(outcome.mentorId),
    isLocked: marks.some((mark) => mark.requestId === requestId && mark.mark === 'locked'),
    candidates: choicesFor(ctx, seen, request),
  });
}

export async function saveDraftForm(
  ctx: Context,
  { person }: Asker,
  value: string,
  values: FormValues,
): Promise<Reply> {
  const [roundId, requestId] = twoIds(value);
  const outcome = (await outcomesOf(ctx.db, roundId)).find((one) => one.requestId === requestId);
  const decision = enteredText(values, FIELDS.decision);
  const [chosen] = idsIn([enteredText(values, FIELDS.mentor)]);
  if (decision === 'other' && chosen === undefined) throw new FormError({ [FIELDS.mentor]: 'Please choose a mentor.' });
  const mentorId = decision === 'other' ? chosen : (outcome?.mentorId ?? undefined);
  if (mentorId === undefined) throw new UserError(SETTLED);
  const kinds: Record<string, DraftChange['kind']> = { keep: 'lock', other: 'lock', forbid: 'forbid', free: 'free' };
  const kind = kinds[decision];
  if (!kind) throw new FormError({ [FIELDS.decision]: 'Please choose one.' });
  await changeDraft(ctx, person, roundId, { kind, couple: { requestId, mentorId } });
  return page(ctx, roundId, 0);
}

/** `value` is the id of a round, here and below. */
export async function dropRound(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [roundId = 0] = idsIn([value]);
  await dropDraft(ctx, person, roundId);
  return actNoted({ text: 'The draft is dropped; nothing was sent.', buttons: [] });
}

export async function publishRound(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [roundId = 0] = idsIn([value]);
  const { auditId, pairs, unmatched } = await publish(ctx, person, roundId);
  const rest =
    unmatched === 0 ? '' : ` ${countText(unmatched, 'student')} read that you find a mentor for them by hand.`;
  return actNoted({
    text: `Published: ${countText(pairs, 'pair')} ${pairs === 1 ? 'is' : 'are'} being introduced.${rest} Undo takes it back, until the next act on the round.`,
    buttons: [undoButton(auditId)],
  });
}
