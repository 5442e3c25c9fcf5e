// What is said unasked of interviews, written at the moment of sending.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { listText, momentText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { findPersonById, peopleByIds } from '../../../people/store.ts';
import { canBeTold } from '../../../people/telling.ts';
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
import { ALERTS, type Alert, NEWS, type News, newsLines, RELAXED_NOTE, WHY } from '../rules/news.ts';
import { findInterview, standbysOf } from '../store/interviews.ts';
import { nameOf, shownTo, surroundingsOf } from './shown.ts';

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
  // They may be away by now.
  if (!canBeTold(ctx.program, person, ctx.clock.now())) return null;
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

/** `interviews.alert`: to one of the staff, what they have to look at; null where that interview or person is gone. */
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
      : [`Outside Slack, and could stand in, so please write to them: ${listText(proposed.map(({ name }) => name))}.`];
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
