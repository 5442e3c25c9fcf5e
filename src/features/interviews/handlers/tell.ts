// Who is told what of interviews, and how it is written at the moment of sending.
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { listText, momentText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { allPeople, findPersonById, peopleByIds } from '../../../people/store.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import {
  ASK_OUTSIDE,
  FIND,
  interviewButton,
  interviewNews,
  NOT_STAND_IN,
  OUTSIDE,
  READ_FEEDBACK,
  ROUND,
  STAND_IN,
} from '../messages/index.ts';
import type { Interview } from '../rules/interview-life.ts';
import { sideOf } from '../rules/interview-life.ts';
import { NEWS, type News, newsLines, RELAXED_NOTE, WHY, type Why } from '../rules/news.ts';
import { findInterview, standbysOf } from '../store/interviews.ts';
import { nameOf, shownTo, surroundingsOf } from './shown.ts';

/** One message to one person. */
export interface Telling {
  to: number;
  news: News;
  /** The interviews that are shown, with their buttons. */
  ids: readonly number[];
  /** The interview that fell away, or that it is about. */
  about: number | null;
  /** Whose act it was, where that is not the other person of `about`. */
  by?: number;
  expiresAt?: Temporal.Instant;
  /** Why the interview is not as it was, where nobody said that they can't come. */
  why?: Why;
  /** Said once for this, however often it comes up. */
  once?: string;
}

/** What staff are told at once. */
const ALERTS = [
  'nobody-free',
  'short-notice',
  'nobody-asked',
  'nobody-stands-in',
  'student-short-notice',
  'rule',
  'outside',
] as const;
export type Alert = (typeof ALERTS)[number];

/** People outside Slack, or who have left, are told nothing here: of those outside staff get a mail to send. */
export async function tell(ctx: Context, tx: Tx, tellings: readonly Telling[]): Promise<ReadonlyMap<string, number>> {
  const now = ctx.clock.now();
  const people = new Map(
    (await peopleByIds(tx, [...new Set(tellings.map(({ to }) => to))])).map((person) => [person.id, person]),
  );
  const messages = tellings.flatMap(({ to, news, ids, about, by, expiresAt, why, once }): NewMessage[] => {
    const person = people.get(to);
    if (!person?.active || person.slackUserId === null) return [];
    return [
      {
        dedupeKey: `interviews/${news}/${to}/${[...ids, about ?? ''].join('.')}/${once ?? now}`,
        lane: 'answers',
        kind: 'post',
        to: { person: to },
        composer: 'interviews.news',
        content: { news, ids, about, by: by ?? null, why: why ?? null },
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
    ];
  });
  const ids = await enqueue(tx, now, messages);
  const outside = [...people.values()].filter(({ active, slackUserId }) => active && slackUserId === null);
  const shouldKnow = tellings.filter(({ to, news }) => news !== 'published' && outside.some(({ id }) => id === to));
  for (const to of new Set(shouldKnow.map((telling) => telling.to)))
    await alertStaff(ctx, tx, 'outside', { person: to });
  return ids;
}

/** A message to every staff member about an interview or a person. */
export async function alertStaff(
  ctx: Context,
  tx: Tx,
  alert: Alert,
  about: { interview?: number; person?: number; once?: string },
): Promise<void> {
  const now = ctx.clock.now();
  const staff = (await allPeople(tx)).filter(
    ({ roles, active, slackUserId }) => roles.includes('staff') && active && slackUserId !== null,
  );
  await enqueue(
    tx,
    now,
    staff.map(({ id }) => ({
      dedupeKey: `interviews/alert/${alert}/${id}/${about.interview ?? ''}/${about.person ?? ''}/${about.once ?? now}`,
      lane: 'answers',
      kind: 'post',
      to: { person: id },
      composer: 'interviews.alert',
      content: { alert, interview: about.interview ?? null, person: about.person ?? null },
    })),
  );
}

const newsContent = z.object({
  news: z.enum(NEWS),
  ids: z.array(z.number()),
  about: z.number().nullable(),
  by: z.number().nullable(),
  why: z.enum(WHY).nullish(),
});

/** States in which an interview is nothing that could still be said. */
const GONE: readonly Interview['state'][] = ['draft', 'cancelled'];

function extraButtons(news: News, about: number | null): ButtonSpec[] {
  if (about === null) return [];
  if (news === 'stand-in-asked')
    return [
      { ...interviewButton(STAND_IN, 'I can stand in', about), style: 'primary' },
      interviewButton(NOT_STAND_IN, "I can't", about),
    ];
  return news === 'feedback' ? [interviewButton(READ_FEEDBACK, 'Read it', about)] : [];
}

/** What is to be said still, as things are now; null where nothing of it is. */
export async function composeNews(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { news, ids, about, by, why } = newsContent.parse(stored);
  const found: Interview[] = [];
  for (const id of ids) {
    const interview = await findInterview(ctx.db, id);
    if (interview && !GONE.includes(interview.state) && sideOf(interview, person.id)) found.push(interview);
  }
  if (ids.length > 0 && found.length === 0) return null;
  const old = about === null ? undefined : await findInterview(ctx.db, about);
  // Somebody stands in by now: another message says so.
  if ((news === 'kept' || news === 'kept-by-staff' || news === 'not-yet') && !old?.hearBy) return null;
  const around = await surroundingsOf(ctx.db, [...found, ...(old ? [old] : [])]);
  const zone = zoneOf(ctx.program, person);
  const actor = by === null ? undefined : await findPersonById(ctx.db, by);
  const counterpart = old && (sideOf(old, person.id) === 'student' ? old.interviewerId : old.studentId);
  const words = {
    other: actor?.name ?? (counterpart === undefined ? '' : nameOf(around, counterpart)),
    when: old ? momentText(old.startsAt, zone) : '',
    why: why ?? 'refused',
    hearBy: old?.hearBy ? momentText(old.hearBy, zone) : '',
  };
  const relaxed = found.some((one) => one.relaxed && one.studentId === person.id);
  return interviewNews({
    lines: [...newsLines(news, words), ...(relaxed ? [RELAXED_NOTE] : [])],
    interviews: found.map((one) => shownTo(ctx, person, one, around)),
    buttons: extraButtons(news, about),
    zone,
  });
}

const alertContent = z.object({
  alert: z.enum(ALERTS),
  interview: z.number().nullable(),
  person: z.number().nullable(),
});

const ALERT_WORDS: Record<Alert, (student: string, interviewer: string, when: string) => string> = {
  'nobody-free': (student, interviewer, when) =>
    `The practice interview of ${student} with ${interviewer} on ${when} fell away, and nobody else is free whom the rules allow. Please look for somebody.`,
  'short-notice': (student, interviewer, when) =>
    `${interviewer} can't come to the practice interview with ${student} on ${when}. I have asked those who could stand in; the student keeps the place.`,
  'nobody-asked': (student, interviewer, when) =>
    `${interviewer} can't come to the practice interview with ${student} on ${when}. I know nobody in Slack who could stand in, so please look for somebody; the student keeps the place.`,
  'nobody-stands-in': (student, interviewer, when) =>
    `For the practice interview of ${student} on ${when}, in place of ${interviewer}, nobody has said yes so far. The student reads that you are looking; please tell them how it goes on.`,
  'student-short-notice': (student, interviewer, when) =>
    `${student} can't come to the practice interview with ${interviewer} on ${when}. So near to it I leave the plan as it is.`,
  rule: (student, interviewer, when) =>
    `The practice interview of ${student} with ${interviewer} on ${when} no longer fits the rules. It stays in the plan and can't be confirmed as it is: please look.`,
  outside: () => '',
};

/** Where somebody to stand in is looked for. */
const ASK_OTHERS: readonly Alert[] = ['short-notice', 'nobody-asked', 'nobody-stands-in'];

/** Who is outside Slack, could stand in, and has not answered yet. */
async function outsideStandIns(ctx: Context, { id }: Interview): Promise<Person[]> {
  const open = (await standbysOf(ctx.db, id)).filter(({ accepted }) => accepted === null);
  const people = await peopleByIds(
    ctx.db,
    open.map(({ personId }) => personId),
  );
  return people.filter(({ active, slackUserId }) => active && slackUserId === null);
}

export async function composeAlert(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { alert, interview: id, person: other } = alertContent.parse(stored);
  const zone = zoneOf(ctx.program, person);
  const toStaffPage = { label: 'Practice interviews', action: ROUND, value: 'round' };
  if (alert === 'outside') {
    const outsider = other === null ? undefined : await findPersonById(ctx.db, other);
    if (!outsider) return null;
    const text = `Something has changed in the practice interviews of ${outsider.name}, who is outside Slack. I have a mail ready for you to send.`;
    return interviewNews({
      lines: [text],
      interviews: [],
      buttons: [{ label: 'Show the mail', action: OUTSIDE, value: String(outsider.id) }, toStaffPage],
      zone,
    });
  }
  const interview = id === null ? undefined : await findInterview(ctx.db, id);
  if (!interview) return null;
  const around = await surroundingsOf(ctx.db, [interview]);
  const words = ALERT_WORDS[alert](
    nameOf(around, interview.studentId),
    nameOf(around, interview.interviewerId),
    momentText(interview.startsAt, zone),
  );
  const proposed = ASK_OTHERS.includes(alert) ? await outsideStandIns(ctx, interview) : [];
  const more =
    proposed.length === 0
      ? []
      : [
          `Outside Slack, and could stand in as well, so please write to them: ${listText(proposed.map(({ name }) => name))}.`,
        ];
  const mails = proposed.map(
    (one): ButtonSpec => ({ label: `Mail to ${one.name}`, action: ASK_OUTSIDE, value: `${interview.id}/${one.id}` }),
  );
  const find = { label: 'Find another', action: FIND, value: `${interview.roundId}/${interview.studentId}` };
  return interviewNews({
    lines: [words, ...more],
    interviews: [],
    buttons: [...(alert === 'nobody-free' ? [find] : mails), toStaffPage],
    zone,
  });
}
