// What one of a pair does: a time to meet, the file for a calendar, how it goes, the private ending, and whom to turn to.
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { hourAt } from '../../../domain/hour.ts';
import { enteredMeeting } from '../../../domain/meeting.ts';
import { CHECK_INS, type CheckIn, type CheckInAnswer } from '../../../domain/mentorship.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply, SentFile } from '../../../feature.ts';
import { peopleByIds } from '../../../people/store.ts';
import { roleText } from '../../../program/program.ts';
import { FormError } from '../../../slack/form.ts';
import { answerCheckIn, endOwnPair, NOT_YOURS, ownPair, partnerOf, setPairMeeting } from '../acts/pairs.ts';
import {
  actNoted,
  askButton,
  calendarButton,
  FIELDS,
  happenedButton,
  meetButton,
  meetingForm,
  notWorkingButton,
  reportingAnswer,
  takeOutButton,
} from '../messages/index.ts';
import { entryOf, meetingFile } from '../rules/meeting.ts';
import { isMentee } from '../rules/people.ts';
import type { Pair } from '../store/pairs.ts';
import { idsIn } from './asking.ts';
import { namesOf, pairMeetingText } from './views.ts';

/** `value` is the id of a pair, here and below, where nothing else is said. */
async function pressed(ctx: Context, { person }: Asker, value: string) {
  const [id = 0] = idsIn([value]);
  const pair = await ownPair(ctx, person, id);
  const partnerId = partnerOf(pair, person.id);
  const [partner] = await peopleByIds(ctx.db, [partnerId]);
  const isOutside = partner?.active === true && partner.slackUserId === null;
  return { pair, partner: (await namesOf(ctx, [partnerId]))(partnerId), isOutside };
}

function staffTell(name: string): string {
  return `${name} is not in this workspace: the career planning staff tell them by e-mail.`;
}

export async function openMeetingForm(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { pair, partner } = await pressed(ctx, asker, value);
  if (pair.state !== 'active') throw new UserError(NOT_YOURS);
  const { zone } = asker;
  return meetingForm({
    pairId: pair.id,
    partner,
    day: pair.meetsAt === null ? undefined : dayOf(pair.meetsAt, zone),
    hour: pair.meetsAt === null ? undefined : hourAt(pair.meetsAt, zone),
    where: pair.meetsWhere ?? '',
    zone,
  });
}

/** The two have it in their own zones. */
export async function saveMeetingForm(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { person, zone } = asker;
  const { pair, partner, isOutside } = await pressed(ctx, asker, value);
  const entered = {
    day: enteredText(values, FIELDS.day),
    hour: enteredText(values, FIELDS.hour),
    where: enteredText(values, FIELDS.where),
  };
  const meeting = enteredMeeting(entered, zone, ctx.clock.now());
  if ('problem' in meeting) throw new FormError({ [FIELDS[meeting.field]]: meeting.problem });
  const saved = await setPairMeeting(ctx, person, pair.id, meeting);
  const told = isOutside ? `${staffTell(partner)} I remind you.` : `${partner} sees it as well, and I remind you both.`;
  return actNoted({
    text: `You meet ${partner} on ${pairMeetingText(saved, zone)}. ${told}`,
    buttons: [calendarButton(pair.id), takeOutButton(pair.id, saved.meetingSequence)],
  });
}

/** `value` is the id of a pair and the sequence of the time that was shown. */
export async function takeMeetingOut(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const [id = '', sequence = ''] = value.split('/');
  const { pair, partner, isOutside } = await pressed(ctx, asker, id);
  if (pair.meetsAt === null) return actNoted({ text: `No time to meet ${partner} is entered.`, buttons: [] });
  const when = pairMeetingText(pair, asker.zone);
  if (pair.meetingSequence !== Number(sequence))
    throw new UserError(`The time was changed since: you meet ${partner} on ${when}. Nothing has changed now.`);
  await setPairMeeting(ctx, asker.person, pair.id, null);
  return actNoted({
    text: `Taken out: ${when} with ${partner}. ${isOutside ? staffTell(partner) : `${partner} is told.`}`,
    buttons: [meetButton(pair.id), calendarButton(pair.id, true)],
  });
}

/** The calendar file of a pair as things stand; null where no time was ever known. */
export async function calendarFileOf(ctx: Context, pair: Pair): Promise<SentFile | null> {
  const entry = entryOf(pair);
  if (entry === null) return null;
  const name = await namesOf(ctx, [pair.mentorId, pair.menteeId]);
  const title = `Peer mentorship: ${name(pair.menteeId)} and ${name(pair.mentorId)}`;
  return { name: 'peer-mentorship.ics', title, content: meetingFile({ ...entry, title }, ctx.clock.now()) };
}

export async function sendMeetingFile(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { pair, partner } = await pressed(ctx, asker, value);
  const file = await calendarFileOf(ctx, pair);
  if (file === null) return actNoted({ text: `No time to meet ${partner} is entered.`, buttons: [] });
  const text = entryOf(pair)?.isOff
    ? 'The calendar file is in our direct messages: it takes the meeting out again.'
    : 'The calendar file is in our direct messages. If the time changes, take it again: your calendar replaces the old entry.';
  return { ...actNoted({ text, buttons: [] }), file };
}

/** The id of a pair and a check-in, as buttons carry them. */
function readCheckIn(value: string): { pairId: number; checkIn: CheckIn } {
  const [, id, word] = /^(\d{1,9})\/([a-z-]{1,20})$/.exec(value) ?? [];
  const checkIn = CHECK_INS.find((one) => one === word);
  if (id === undefined || checkIn === undefined) throw new UserError(NOT_YOURS);
  return { pairId: Number(id), checkIn };
}

const THANKS: Record<CheckInAnswer, string> = {
  met: "Noted: you have met. That's all; nobody asks what about.",
  planned: 'Noted: you are going to meet. Whoever enters the time helps the other to remember it.',
  'no-contact':
    'Noted. A first message can be one sentence; when suits you is enough. If it stays quiet, the career planning staff look into it, without any fuss.',
};

async function checkedIn(ctx: Context, asker: Asker, value: string, answer: CheckInAnswer): Promise<Reply> {
  const { pairId, checkIn } = readCheckIn(value);
  await answerCheckIn(ctx, asker.person, { pairId, checkIn, answer });
  const buttons = answer === 'no-contact' ? [notWorkingButton(pairId), happenedButton(pairId)] : [];
  return actNoted({ text: THANKS[answer], buttons: answer === 'planned' ? [meetButton(pairId)] : buttons });
}

/** `value` is the id of a pair and the check-in. What one answers is theirs: the other never sees it. */
export function sayMet(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return checkedIn(ctx, asker, value, 'met');
}

export function sayPlanned(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return checkedIn(ctx, asker, value, 'planned');
}

export function sayNoContact(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  return checkedIn(ctx, asker, value, 'no-contact');
}

export async function keepPair(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { partner } = await pressed(ctx, asker, value);
  return actNoted({ text: `Your pair with ${partner} stays as it is.`, buttons: [] });
}

/** Ends a pair for good, and asks for no reason. */
export async function endPrivately(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { person, today } = asker;
  const { pair, partner } = await pressed(ctx, asker, value);
  const isStudent = pair.menteeId === person.id;
  const isDone = await endOwnPair(ctx, person, pair.id, isStudent ? 'mentee' : 'mentor');
  if (!isDone)
    return actNoted({ text: `Your match with ${partner} has ended already; nothing has changed.`, buttons: [] });
  const mayAsk = isStudent && isMentee(ctx.program, person, today);
  const off = pair.meetsAt !== null && pair.meetsAt.epochMilliseconds > ctx.clock.now().epochMilliseconds;
  return actNoted({
    text: `Your match with ${partner} has ended. ${partner} reads just that, and you two are not paired again.`,
    buttons: [
      ...(mayAsk ? [askButton('Ask for another mentor')] : []),
      ...(off ? [calendarButton(pair.id, true)] : []),
    ],
  });
}

/** Names whom to turn to; takes no text and stores nothing. */
export async function nameReporting(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { pair } = await pressed(ctx, asker, value);
  const { program } = ctx;
  const turnTo = program.file.mentorship.reporting.map((role) => {
    const ways = program
      .holders(role, asker.today)
      .flatMap(({ email, phone }) => [email, phone].flatMap((way) => way ?? []));
    return [roleText(program, role, asker.today), ...ways].join(', ');
  });
  return reportingAnswer({ pairId: pair.id, turnTo, isActive: pair.state === 'active' });
}
