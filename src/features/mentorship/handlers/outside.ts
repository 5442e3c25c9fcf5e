// What people outside Slack read of a season by e-mail: its text and its calendar file, for staff to send.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { COMPOSERS } from '../acts/tell.ts';
import { roundResultText } from '../messages/answers.ts';
import { actNoted, emailForm } from '../messages/index.ts';
import { INTRODUCTION_UNDONE, introductionText } from '../messages/introduction.ts';
import { newsLine } from '../messages/pair-news.ts';
import { entryOf } from '../rules/meeting.ts';
import { findMailToSend, type Mail, mailsToSend } from '../store/mails.ts';
import { findOffer, type Offer } from '../store/offers.ts';
import { findPair, type Pair } from '../store/pairs.ts';
import { requestsByIds } from '../store/requests.ts';
import { idsIn } from './asking.ts';
import { introductionOf, keptPair, meetingPair, newsOf, roundResultOf } from './compose.ts';
import { calendarFileOf } from './pair.ts';
import { offerView, wantedLines } from './views.ts';

/** `null` where nothing is left to say. */
interface Written {
  person: Person;
  /** What the mail is about, for staff, after the reader's name. */
  about: string;
  paragraphs: readonly string[];
  /** The pair whose calendar file goes with it. */
  file: Pair | null;
}

const ofPair = z.object({ pairId: z.number().int() });
const ofOffer = z.object({ offerId: z.number().int() });

type Said = Omit<Written, 'person'> | null;

async function saidOfPair(ctx: Context, person: Person, { composer, content }: Mail): Promise<Said> {
  const pair = await findPair(ctx.db, ofPair.parse(content).pairId);
  if (!pair) return null;
  if (composer === COMPOSERS.introduction)
    return pair.state === 'undone'
      ? { about: 'that an introduction is taken back', paragraphs: [INTRODUCTION_UNDONE], file: null }
      : null;
  if (composer === COMPOSERS.pairEnded) {
    if (pair.state !== 'ended') return null;
    const news = await newsOf(ctx, person, pair, 'ended');
    const file = news.meeting === null ? null : pair;
    return { about: `that the match with ${news.partner} has ended`, paragraphs: [newsLine(news)], file };
  }
  if (composer === COMPOSERS.pairKept) {
    const about = keptPair(pair, content);
    if (about === null) return null;
    const news = await newsOf(ctx, person, pair, about);
    const wish = 'If you would rather end it, please tell us; no reason is needed.';
    return { about: `that the pair with ${news.partner} stays`, paragraphs: [newsLine(news), wish], file: null };
  }
  const kind = meetingPair(pair, content);
  if (kind === null) return null;
  const news = await newsOf(ctx, person, pair, kind);
  const what = kind === 'meeting' ? 'of a time to meet' : 'of a time to meet that is off:';
  return { about: `${what} ${news.partner}`, paragraphs: [newsLine(news)], file: pair };
}

/** What a mail says now; null where that does not hold any more, or its reader left, or reads it in Slack by now. */
async function written(ctx: Context, mail: Mail, person: Person | undefined): Promise<Written | null> {
  if (!person?.active || person.slackUserId !== null) return null;
  if (mail.composer === COMPOSERS.offer) {
    const offer = await findOffer(ctx.db, ofOffer.parse(mail.content).offerId);
    if (offer?.state !== 'withdrawn') return null;
    const line =
      'We had asked you whether you would take a student. That question is taken back, for reasons that have nothing to do with you; there is nothing left for you to do.';
    return { person, about: 'that a question is taken back, if you had sent it', paragraphs: [line], file: null };
  }
  if (mail.composer === COMPOSERS.roundResult) {
    const result = await roundResultOf(ctx, mail.content);
    return result && { person, about: 'how the round went', paragraphs: [roundResultText(result)], file: null };
  }
  const said = await saidOfPair(ctx, person, mail);
  return said && { person, ...said };
}

/** What is to be sent, with the mail's number, the oldest first. */
export async function openMails(ctx: Context): Promise<{ id: number; text: string; hasFile: boolean }[]> {
  const mails = await mailsToSend(ctx.db);
  const people = await peopleByIds(ctx.db, [...new Set(mails.map(({ personId }) => personId))]);
  const open: { id: number; text: string; hasFile: boolean }[] = [];
  for (const mail of mails) {
    const found = await written(
      ctx,
      mail,
      people.find(({ id }) => id === mail.personId),
    );
    if (!found) continue;
    const { person, about, file } = found;
    open.push({ id: mail.id, text: `${person.name} is outside Slack: please write ${about}`, hasFile: file !== null });
  }
  return open;
}

const NO_TEXT = 'There is nothing to write any more: that was settled. `/career staff mentorship` shows how it stands.';

async function needMail(ctx: Context, id: number): Promise<Written> {
  const mail = await findMailToSend(ctx.db, id);
  const [person] = mail ? await peopleByIds(ctx.db, [mail.personId]) : [];
  const found = mail && (await written(ctx, mail, person));
  if (!found) throw new UserError(NO_TEXT);
  return found;
}

async function introductionMail(ctx: Context, id: number) {
  const pair = await findPair(ctx.db, id);
  if (pair?.state !== 'active') throw new UserError(NO_TEXT);
  const both = await peopleByIds(ctx.db, [pair.mentorId, pair.menteeId]);
  const to = both.flatMap(({ emails }) => emails[0] ?? []);
  return { to, paragraphs: [introductionText(await introductionOf(ctx, pair))] };
}

async function askingParagraphs(ctx: Context, offer: Offer, mentor: Person): Promise<string[]> {
  const { student, reasons, zone } = await offerView(ctx, offer, mentor);
  const [request] = await requestsByIds(ctx.db, [offer.requestId]);
  const wrote = request ? wantedLines(ctx, { ...request, wishes: [], matchMe: true }, () => '') : [];
  return [
    `Dear ${mentor.name},`,
    `${student} would like a peer mentor, and we thought of you${reasons === '' ? '' : ` (${reasons})`}.`,
    ...wrote,
    `Would you take ${student} on? Please answer by ${momentText(offer.lapsesAt, zone)}. "Not this time" is a good answer, too.`,
  ];
}

async function askingMail(ctx: Context, id: number) {
  const offer = await findOffer(ctx.db, id);
  const [mentor] = offer ? await peopleByIds(ctx.db, [offer.mentorId]) : [];
  if (offer?.state !== 'open' || !mentor) throw new UserError(NO_TEXT);
  return { to: mentor.emails.slice(0, 1), paragraphs: await askingParagraphs(ctx, offer, mentor) };
}

const PUTS_IN = 'The attached file puts it into your calendar.';
const TAKES_OUT = 'The attached file takes it out of your calendar.';

async function newsMail(ctx: Context, id: number) {
  const { person, paragraphs, file } = await needMail(ctx, id);
  const attached = file === null ? [] : [entryOf(file)?.isOff ? TAKES_OUT : PUTS_IN];
  const end = `With kind regards, ${ctx.program.file.school.program}`;
  return { to: person.emails.slice(0, 1), paragraphs: [`Dear ${person.name},`, ...paragraphs, ...attached, end] };
}

const MAILS = { offer: askingMail, pair: introductionMail, mail: newsMail } as const;

/** The e-mail that asks a mentor outside Slack, brings two together, or says what is new. `value` is `offer/12`, `pair/12` or `mail/12`. */
export async function showEmail(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const [, word, id] = /^([a-z]+)\/(\d{1,9})$/.exec(value) ?? [];
  const kind = (['offer', 'pair', 'mail'] as const).find((one) => one === word);
  if (!kind) throw new UserError(NO_TEXT);
  const { to, paragraphs } = await MAILS[kind](ctx, Number(id));
  const subject = `${ctx.program.file.school.program}: peer mentorship`;
  return emailForm({ value, to, subject, body: paragraphs.join('\n\n') });
}

/** The calendar file that goes with a mail; `value` is the number of the mail, here and below. */
export async function sendMailFile(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  const { person, file } = await needMail(ctx, id);
  const attached = file && (await calendarFileOf(ctx, file));
  if (!attached) throw new UserError(NO_TEXT);
  const text = `The calendar file for the mail to ${person.name} is in our direct messages.`;
  return { ...actNoted({ text, buttons: [] }), file: attached };
}
