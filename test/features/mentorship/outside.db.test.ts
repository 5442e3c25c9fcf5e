// People outside Slack in a season: what staff are shown to send, and what it says when. On a real database.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '../../../src/db/schema.ts';
import { answerOffer } from '../../../src/features/mentorship/acts/offers.ts';
import { endOwnPair, noteIntroduced, setPairMeeting } from '../../../src/features/mentorship/acts/pairs.ts';
import { withdrawRequest } from '../../../src/features/mentorship/acts/requests.ts';
import { draft, matchByHand, publish } from '../../../src/features/mentorship/acts/round.ts';
import { acceptFor } from '../../../src/features/mentorship/handlers/answering.ts';
import { openMails, sendMailFile, showEmail } from '../../../src/features/mentorship/handlers/outside.ts';
import { showOwn } from '../../../src/features/mentorship/handlers/own.ts';
import { endPrivately, sendMeetingFile, takeMeetingOut } from '../../../src/features/mentorship/handlers/pair.ts';
import { mailSentByStaff, showStaffPage } from '../../../src/features/mentorship/handlers/staff-season.ts';
import { countsOfSeason, showTasks } from '../../../src/features/mentorship/handlers/staff-tasks.ts';
import { undoAct } from '../../../src/features/staff/handlers/pages.ts';
import { answerText } from '../../support/answer-text.ts';
import { moment } from '../../support/delivery-builders.ts';
import { rosa, type SeasonTrial, startSeason, TODAY } from '../../support/mentorship-season.ts';

const OUTSIDE = 201;
let trial: SeasonTrial;
beforeEach(async () => {
  trial = await startSeason({ outside: [OUTSIDE, 9] });
  await trial.open();
  await trial.join(OUTSIDE);
});
afterEach(() => trial.drop());

const as = (id: number) => ({ person: trial.who(id), today: TODAY, zone: 'America/New_York' });
const texts = async () => (await openMails(trial.ctx)).map(({ text }) => text);
const firstMail = async () => String((await openMails(trial.ctx))[0]?.id ?? 0);
const mailText = async () =>
  JSON.stringify((await showEmail(trial.ctx, as(900), `mail/${await firstMail()}`)).form?.blocks);
const tick = async () => mailSentByStaff(trial.ctx, as(900), await firstMail());

async function paired(): Promise<void> {
  await trial.ask(1);
  await answerOffer(trial.ctx, await trial.offerId(OUTSIDE), 'accept', () => true);
  await noteIntroduced(trial.ctx, rosa, 1);
}

describe('a mentor outside Slack', () => {
  it('is asked and introduced by staff, with texts to copy', async () => {
    await trial.ask(1);
    const asked = await showEmail(trial.ctx, as(900), 'offer/1');
    expect(JSON.stringify(asked.form?.blocks)).toMatch(
      /```To: person201@example\.edu[\s\S]*Would you take Student 1 on/,
    );
    await acceptFor(trial.ctx, as(900), '1');
    const acts = await trial.database.db.select().from(audit).where(eq(audit.act, 'mentorship.accept-for'));
    expect(acts).toMatchObject([{ actorId: 900, subjectId: OUTSIDE }]);
    expect(answerText(await showTasks(trial.ctx, as(900), 'to-introduce/0'))).toContain(
      'Student 1 and Mentor 201 are to be introduced by e-mail',
    );
    const text = JSON.stringify((await showEmail(trial.ctx, as(900), 'pair/1')).form?.blocks);
    expect(text).toMatch(/To: person1@example\.edu, person201@example\.edu[\s\S]*A question to begin with/);
  });

  it('reads of a time to meet, of another, and that it is off: always what holds now, with the calendar file', async () => {
    await paired();
    await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2026-12-10 17:00'), where: 'Café' });
    await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2026-12-11 17:00'), where: 'Café' });
    expect(await texts()).toEqual(['Mentor 201 is outside Slack: please write of a time to meet Student 1']);
    expect(await mailText()).toMatch(
      /Student 1 entered when the two of you meet: Fri, Dec 11, 2026, 5:00 PM EST, Café\.[\s\S]*The attached file puts it into your calendar/,
    );
    const { file } = await sendMailFile(trial.ctx, as(900), await firstMail());
    expect(file?.content).toMatch(/METHOD:PUBLISH[\s\S]*SEQUENCE:2[\s\S]*DTSTART:20261211T220000Z/);
    await tick();
    expect(await texts()).toEqual([]);
    const taken = await takeMeetingOut(trial.ctx, as(1), '1/2');
    expect(answerText(taken)).toContain('Mentor 201 is not in this workspace: the career planning staff tell them');
    expect(await mailText()).toContain('took out the time at which the two of you were to meet: Fri, Dec 11');
    expect((await sendMailFile(trial.ctx, as(900), await firstMail())).file?.content).toMatch(
      /METHOD:CANCEL[\s\S]*SEQUENCE:3[\s\S]*DTSTART:20261211T220000Z[\s\S]*STATUS:CANCELLED/,
    );
  });

  it('reads that a pair has ended, and a meeting with it, and not a word of why', async () => {
    await paired();
    await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2026-12-10 17:00'), where: null });
    await tick();
    const ended = await endPrivately(trial.ctx, as(1), '1');
    expect(JSON.stringify(ended.blocks)).toContain('Calendar file that takes it out');
    expect(await mailText()).toMatch(
      /Dear Mentor 201,[\s\S]*Your match with Student 1 has ended; nothing you did. The time you had, Thu, Dec 10, 2026, 5:00 PM EST, is off with it/,
    );
    expect((await sendMailFile(trial.ctx, as(900), await firstMail())).file?.content).toContain('METHOD:CANCEL');
    expect((await sendMeetingFile(trial.ctx, as(1), '1')).file?.content).toContain('METHOD:CANCEL');
  });

  it('reads that a question is taken back, if staff had sent it', async () => {
    await trial.ask(1);
    await withdrawRequest(trial.ctx, trial.who(1), 1);
    expect(await texts()).toEqual([
      'Mentor 201 is outside Slack: please write that a question is taken back, if you had sent it',
    ]);
    expect(await mailText()).not.toContain('Student 1');
  });
});

it('an introduction by e-mail that is undone is taken back by another, and in Slack', async () => {
  await trial.join(202, { specialties: ['urology'] });
  await trial.ask(1, { wishes: [202], matchMe: false });
  const auditId = await matchByHand(trial.ctx, rosa, { requestId: 1, mentorId: OUTSIDE });
  await noteIntroduced(trial.ctx, rosa, 1);
  await undoAct(trial.ctx, as(900), String(auditId));
  expect(await texts()).toContain('Mentor 201 is outside Slack: please write that an introduction is taken back');
  expect(await trial.told()).toContain('mentorship/introduction-undone/1/1');
});

it('a time to meet that has passed is no longer shown as ahead', async () => {
  await paired();
  await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2026-12-10 17:00'), where: null });
  const own = async () => answerText(await showOwn(trial.ctx, as(1), ''));
  expect(await own()).toContain('You meet: Thu, Dec 10, 2026, 5:00 PM EST');
  await trial.at('2026-12-10 17:01');
  expect(await own()).toContain('No time to meet is entered.');
});

it('a student outside Slack reads how a round went', async () => {
  await trial.open('rounds');
  await trial.ask(9, { wishes: [206], matchMe: false });
  await publish(trial.ctx, rosa, await draft(trial.ctx, rosa));
  expect(await texts()).toEqual(['Student 9 is outside Slack: please write how the round went']);
  expect(await mailText()).toContain('In this round no mentor had a free place that fits');
});

describe('staff', () => {
  it('see what waits for them by kind, with a number and the list behind it', async () => {
    await paired();
    await trial.join(202);
    await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2027-01-20 17:00'), where: null });
    await trial.ask(2, { wishes: [202] });
    await trial.at('2026-12-04 12:05');
    await trial.at('2027-01-04 12:05');
    const counts = new Map((await countsOfSeason(trial.ctx)).map(({ label, count }) => [label, count]));
    expect(Object.fromEntries(counts)).toMatchObject({
      'requests for a peer mentor to match by hand': 1,
      'mentorship mails to send': 1,
      'mentors who did not answer in time': 1,
      'pairs that have not met': 1,
      'quiet pairs': 0,
    });
    const list = async (kind: string) => answerText(await showTasks(trial.ctx, as(900), `${kind}/0`));
    expect(await list('lapsed')).toContain('Mentor 202 did not answer 1 question in time');
    expect(await list('never-met')).toContain(
      'Student 1 and Mentor 201: a pair since December 1, 2026, not met so far',
    );
    expect(await list('quiet')).toContain('There is nothing here now');
    expect(answerText(await showStaffPage(trial.ctx))).toMatch(
      /1 mentorship mails to send[\s\S]*please write of a time/,
    );
  });

  it('tick a mail once, and what came to nothing leaves the list by itself', async () => {
    await paired();
    await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2026-12-10 17:00'), where: null });
    const id = await firstMail();
    await endOwnPair(trial.ctx, trial.who(1), 1, 'mentee');
    expect(await texts()).toEqual([
      'Mentor 201 is outside Slack: please write that the match with Student 1 has ended',
    ]);
    await expect(showEmail(trial.ctx, as(900), `mail/${id}`)).rejects.toThrow('nothing to write any more');
    const last = await firstMail();
    await Promise.all([tick(), mailSentByStaff(trial.ctx, as(900), last)]);
    expect(await texts()).toEqual([]);
  });
});
