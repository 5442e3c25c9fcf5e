// `/career interview`: what somebody's interviews are, and what they can do; the same on Home.
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../domain/day.ts';
import { countText, dayText, listText } from '../../../domain/wording.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { canBeTold } from '../../../people/telling.ts';
import type { Block, ButtonSpec } from '../../../slack/blocks.ts';
import { type InterviewNews, interviewNews, interviewsOnHome, OFFER, SIGN_UP, WITHDRAW } from '../messages/index.ts';
import { bookingOf, type Interview, isOver, isPast } from '../rules/interview-life.ts';
import { INTERVIEWS_EACH } from '../rules/round.ts';
import { isOut, type RoundRow } from '../rules/round-life.ts';
import { openSpecialties } from '../rules/shortage.ts';
import { interviewsWith } from '../store/interviews.ts';
import { type Offer, offersOf, type Signup, signupsOf } from '../store/people.ts';
import { openRound } from '../store/rounds.ts';
import { shownTo, surroundingsOf } from './shown.ts';
import { isApplying, NO_ROUND } from './sign-up.ts';

interface Own {
  row: RoundRow | undefined;
  signup: Signup | undefined;
  offer: Offer | undefined;
  interviews: readonly Interview[];
}

async function ownOf(ctx: Context, person: Person): Promise<Own> {
  const row = await openRound(ctx.db);
  const interviews = await interviewsWith(ctx.db, [person.id]);
  if (!row) return { row, signup: undefined, offer: undefined, interviews };
  const signup = (await signupsOf(ctx.db, row.id)).find(({ personId }) => personId === person.id);
  const offer = (await offersOf(ctx.db, row.id)).find(({ personId }) => personId === person.id);
  return { row, signup: signup?.withdrawnAt === null ? signup : undefined, offer, interviews };
}

function studentLines(ctx: Context, row: RoundRow, signup: Signup, interviews: readonly Interview[]): string[] {
  const name = (id: string) => ctx.program.specialty(id)?.name ?? id;
  const { first, second } = signup;
  const what =
    first === second ? `two interviews in ${name(first)}` : `one interview each in ${name(first)} and ${name(second)}`;
  const own = interviews.filter(({ studentId, roundId }) => studentId === signup.personId && roundId === row.id);
  if (!isOut(row.state)) return [`You have signed up for ${what}. The plan is made after ${dayText(row.answerBy)}.`];
  if (own.length >= INTERVIEWS_EACH) return [];
  const applicant = {
    id: signup.personId,
    specialties: [first, second] as const,
    cannot: new Set<number>(),
    advisors: new Set<number>(),
    notWith: new Set<number>(),
  };
  const open = [...new Set(openSpecialties(applicant, own.map(bookingOf)))].map(name);
  return [
    `You are on the waiting list for ${countText(INTERVIEWS_EACH - own.length, 'interview')} (${listText(open)}); as soon as a time is free you hear from me.`,
  ];
}

/** Evenings are days at the school. */
function offerLines({ program }: Context, row: RoundRow, offer: Offer, interviews: readonly Interview[]): string[] {
  if (offer.answeredAt === null)
    return ['Would you interview again? Please say on which evenings you can; it takes a minute.'];
  if (offer.slots.length === 0) return ['You offer no times this season.'];
  const { timeZone } = program.file.school;
  const evenings = [...new Set(offer.slots.map((slot) => dayText(dayOf(slot, timeZone))))];
  const times = `You offer ${countText(offer.slots.length, 'time')} on ${listText(evenings)}`;
  const own = interviews.filter(
    ({ interviewerId, roundId, state }) =>
      interviewerId === offer.personId && roundId === row.id && state !== 'cancelled' && state !== 'draft',
  );
  return [
    isOut(row.state)
      ? `${times}; ${own.length === 0 ? 'none' : own.length} of them ${own.length === 1 ? 'is' : 'are'} taken.`
      : `${times}.`,
  ];
}

function buttonsOf(row: RoundRow, { signup, offer }: Own, applies: boolean): ButtonSpec[] {
  const value = String(row.id);
  return [
    ...(applies
      ? [
          {
            label: signup ? 'Change my sign-up' : 'Sign up',
            action: SIGN_UP,
            value,
            ...(signup ? {} : { style: 'primary' as const }),
          },
        ]
      : []),
    ...(signup
      ? [
          {
            label: 'Withdraw',
            action: WITHDRAW,
            value,
            confirm: { title: 'Withdraw?', text: 'Your interviews go to others.', yes: 'Withdraw', no: 'Keep them' },
          },
        ]
      : []),
    ...(offer
      ? [{ label: offer.answeredAt === null ? 'My evenings' : 'Change my evenings', action: OFFER, value }]
      : []),
  ];
}

/** After its last evening there is nothing to sign up for, or to offer, in a round. */
function whileAhead(own: Own, { today }: Asker): Own {
  const last = own.row?.evenings.at(-1);
  return last !== undefined && last < today ? { ...own, row: undefined, signup: undefined, offer: undefined } : own;
}

async function newsOf(ctx: Context, asker: Asker): Promise<InterviewNews & { isNobody: boolean }> {
  const { person, zone } = asker;
  const own = whileAhead(await ownOf(ctx, person), asker);
  const { row, signup, offer, interviews } = own;
  const applies = row !== undefined && isApplying(ctx, asker, row);
  const now = ctx.clock.now();
  // What is ahead first, then what was lately; what is past goes, but for feedback that a student can read again.
  const read = (one: Interview) => one.state === 'held' && one.studentId === person.id;
  const shown = interviews
    .filter((one) => !isPast(one, now) || read(one))
    .sort((a, b) => Number(isOver(a, now)) - Number(isOver(b, now)));
  const around = await surroundingsOf(ctx.db, shown);
  const lines = row
    ? [
        ...(signup ? studentLines(ctx, row, signup, interviews) : []),
        ...(applies && !signup
          ? [`You can sign up for two practice interviews; please answer by ${dayText(row.answerBy)}.`]
          : []),
        ...(offer ? offerLines(ctx, row, offer, interviews) : []),
      ]
    : [];
  return {
    lines,
    interviews: shown.map((one) => shownTo(ctx, person, one, around)),
    buttons: row ? buttonsOf(row, own, applies) : [],
    zone,
    isNobody: !applies && !signup && !offer && shown.length === 0,
  };
}

const NOT_YET =
  'A round of practice interviews is open for those who apply in this cycle and for their interviewers. When it is your turn I tell you.';

/** `/career interview`: the asker's own interviews and sign-up or offer; to those who have no part in the round, when there is one. */
export async function showInterviews(ctx: Context, asker: Asker): Promise<Reply> {
  const { isNobody, ...news } = await newsOf(ctx, asker);
  if (!isNobody) return interviewNews(news);
  const row = await openRound(ctx.db);
  return interviewNews({ ...news, lines: [row ? NOT_YET : NO_ROUND] });
}

/** The same on Home; nothing for those who have no part in it. */
export async function homeSection(ctx: Context, asker: Asker): Promise<Block[]> {
  const { isNobody, ...news } = await newsOf(ctx, asker);
  return isNobody ? [] : interviewsOnHome(news);
}

/** A round is open: students read how to sign up. */
export async function composeInvite(ctx: Context, person: Person | null): Promise<Reply | null> {
  if (!canBeTold(ctx.program, person, ctx.clock.now())) return null;
  const row = await openRound(ctx.db);
  if (!row || (await ownOf(ctx, person)).signup) return null;
  return interviewNews({
    lines: [
      `You can sign up for two practice interviews of 25 minutes, feedback included, with two interviewers of your specialty who sit on no selection committee for it. Please answer by ${dayText(row.answerBy)}.`,
    ],
    interviews: [],
    buttons: [{ label: 'Sign up', action: SIGN_UP, value: String(row.id), style: 'primary' }],
    zone: zoneOf(ctx.program, person),
  });
}
