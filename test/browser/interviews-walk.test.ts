// A season of practice interviews in the pages of those who take part: from the question to the feedback; and a plan that is taken back.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { createAnswerer } from '../../src/slack/answer.ts';
import { answerText } from '../support/answer-text.ts';
import { browserTest, takeScreenshot } from '../support/browser.ts';
import {
  addressOf,
  BEAU,
  BEGINS,
  CALLUM,
  EDMUND,
  EVENINGS,
  type InterviewWalk,
  interviewWalkIn,
  KENJI,
  RUTH,
  SAMUEL,
  SOFIA,
} from '../support/interview-walk.ts';
import type { Journey } from '../support/journey.ts';
import { DIRECTOR } from '../support/mentorship-walk.ts';
import { readText, said, say } from '../support/page-parts.ts';

const WALK_MS = 300_000;
const MAIL =
  "Hi,\nTuesday and Wednesday work until 7 pm, not Nov 12. Two interviews each on Mondays. Maybe also a Thursday.\nI'm not on a selection committee this year.\nBest,\nSofia";
const FEEDBACK = {
  communication: '5',
  content: '4',
  professionalism: '5',
  setUp: '3',
  strengths: 'Calm and clear from the first answer on.',
  workOn: 'Shorter answers; one story each.',
};

const interviewsTest = browserTest.extend({ begins: BEGINS });
const shot = (page: Page, name: string) => takeScreenshot(page, `interviews-${name}`);
const press = async (page: Page, words: string | RegExp, name: string | RegExp) =>
  (await said(page, words)).getByRole('button', { name }).first().click();

/** The form that is open in a window. */
async function openForm(page: Page) {
  const form = page.getByRole('dialog');
  await form.waitFor();
  return form;
}

async function close(page: Page): Promise<void> {
  await (await openForm(page))
    .getByRole('button', { name: /^(Close|Cancel)/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function collect(walk: InterviewWalk): Promise<void> {
  await walk.offers(EDMUND);
  await walk.offers(RUTH);
  await walk.offers(BEAU, { committee: 'yes', committees: ['dermatology'] });
  await walk.signsUp(SAMUEL, 'internal-medicine', 'internal-medicine');
  await walk.signsUp(KENJI, 'dermatology', 'internal-medicine');
}

async function answerForSofia(walk: InterviewWalk, director: Page): Promise<void> {
  await say(director, '/career staff interviews');
  await press(director, 'Practice interviews for the Match', /^Answer for somebody/);
  await openForm(director);
  await walk.pasteMail(MAIL);
  await director.getByText('Left for you to read').waitFor();
  await shot(director, '05-mail-read');
  const form = await readText(await openForm(director));
  expect(form).toContain('can on September 14, 2027 and September 15, 2027');
  expect(form).toContain('Maybe also a Thursday');
  await walk.submit(DIRECTOR, {});
}

interviewsTest('from collecting to feedback', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  const walk = interviewWalkIn(() => journey);
  const director = await windows.open(DIRECTOR);
  await say(director, '/career staff interviews');
  await press(director, 'No round is open', /^Open a round/);
  await openForm(director);
  await shot(director, '01-open-a-round');
  await walk.submit(DIRECTOR, { evenings: EVENINGS, answerBy: '2027-09-05' });

  const callum = await windows.open(CALLUM);
  const asked = await said(callum, 'On which evenings could you?');
  await shot(callum, '02-asked');
  await asked.getByRole('checkbox', { name: /September 14/ }).check();
  await asked.getByRole('checkbox', { name: /September 15/ }).check();
  await asked.getByRole('button', { name: /^Save/ }).click();
  await said(callum, 'Please say whether you sit on a selection committee');
  await asked.getByRole('radio', { name: 'No' }).check();
  await shot(callum, '03-ticked');
  await asked.getByRole('button', { name: /^Save/ }).click();
  await said(callum, 'Thank you: you offer 10 times');
  await shot(callum, '04-answered');

  await answerForSofia(walk, director);
  const samuel = await windows.open(SAMUEL);
  await press(samuel, 'You can sign up for two practice interviews', /^Sign up/);
  await openForm(samuel);
  await shot(samuel, '06-sign-up');
  await close(samuel);
  await collect(walk);
  await planAndPublish(walk, director);
  expect(await walk.booked('Beau Carrington')).toEqual([]);

  await said(samuel, 'Here are your practice interviews');
  await shot(samuel, '10-published');
  await press(samuel, 'Here are your practice interviews', /^Confirm/);
  await said(samuel, 'Thank you, that is confirmed');
  await refusalRepaired(walk, samuel);
  await outside(walk, director);
  await onTheMorning(walk, { samuel, director, open: (user) => windows.open(user) });
  await afterwards(walk, journey, { samuel, director, open: (user) => windows.open(user) });
  expect(await walk.booked('Beau Carrington')).toEqual([]);
});

async function planAndPublish(walk: InterviewWalk, director: Page): Promise<void> {
  await say(director, '/career staff interviews');
  await press(director, '5 of 11 interviewers have answered', /^Make a plan/);
  await said(director, 'Here is the plan. Nobody but staff sees it.');
  await shot(director, '07-plan');
  expect(await walk.count(SAMUEL, 'Here are your practice interviews')).toBe(0);
  const plan = await walk.told(DIRECTOR, 'Here is the plan');
  await walk.press(DIRECTOR, plan, 'interviews.publish', '1');
  await said(director, 'Published:');
  await shot(director, '08-published');
  const out = await walk.command(DIRECTOR, 'staff interviews');
  await walk.choose(DIRECTOR, out, 'interviews.list-day', EVENINGS[0] ?? '');
  await said(director, 'Practice interviews on September 14, 2027');
  await shot(director, '09-evening');
}

async function refusalRepaired(walk: InterviewWalk, samuel: Page): Promise<void> {
  const one = (await walk.booked('Samuel Oduya')).find(({ interviewer }) => interviewer !== SOFIA);
  const user = addressOf(one?.interviewer ?? '');
  const plan = await walk.told(user, 'Here are your practice interviews');
  await walk.press(user, plan, 'interviews.cannot', String(one?.id));
  await said(samuel, 'I have found you another');
  await shot(samuel, '11-repaired');
  const after = await walk.booked('Samuel Oduya');
  expect(new Set(after.map(({ interviewer }) => interviewer)).size).toBe(2);
}

async function outside(walk: InterviewWalk, director: Page): Promise<void> {
  const page = await walk.command(DIRECTOR, 'staff interviews');
  await walk.choose(DIRECTOR, page, 'interviews.outside', String(await walk.sofia()));
  await said(director, `Dear ${SOFIA},`);
  await shot(director, '12-mail-for-outside');
  const mail = await walk.told(DIRECTOR, `Dear ${SOFIA},`);
  for (const { id } of await walk.booked(SOFIA))
    await walk.press(DIRECTOR, mail, 'interviews.confirm-for', `${id}/${await walk.sofia()}`);
  await said(director, 'Noted as confirmed');
  await press(director, 'Practice interviews for the Match', /^Mails and files/);
  await said(director, `To be sent to ${SOFIA}`);
  await shot(director, '13-mail-and-file');
}

interface Others {
  samuel: Page;
  director: Page;
  open(user: string): Promise<Page>;
}

async function onTheMorning(walk: InterviewWalk, { samuel, director, open }: Others): Promise<void> {
  const one = (await walk.booked('Samuel Oduya')).find(({ interviewer }) => interviewer !== SOFIA);
  if (!one) throw new Error('nobody in Slack interviews Samuel');
  await walk.jump(`${new Date(one.starts).toISOString().slice(0, 10)}T10:00:00-04:00`);
  const user = addressOf(one.interviewer);
  const own = await walk.command(user, 'interview');
  await walk.press(user, own, 'interviews.cannot', String(one.id));
  await said(samuel, 'You keep your place');
  await shot(samuel, '14-keeps-the-place');
  await said(director, 'I have asked those who could stand in');
  await shot(director, '15-short-notice');
  const other = user === CALLUM ? EDMUND : CALLUM;
  const page = await open(other);
  await press(page, 'Could you stand in?', /^I can stand in/);
  await said(page, 'The interview is yours');
  await shot(page, '16-stands-in');
  await said(samuel, 'interviews you instead');
  await shot(samuel, '17-somebody-stands-in');
}

async function afterwards(walk: InterviewWalk, journey: Journey, { samuel, director, open }: Others): Promise<void> {
  await walk.jump('2027-09-16T08:30:00-04:00');
  const one = (await walk.booked('Samuel Oduya')).find(({ interviewer }) => interviewer !== SOFIA);
  if (!one) throw new Error('nobody in Slack interviewed Samuel');
  const interviewer = await open(addressOf(one.interviewer));
  await say(interviewer, '/career interview');
  await (await said(interviewer, 'with Samuel Oduya'))
    .getByRole('button', { name: /^Give feedback/ })
    .first()
    .click();
  await openForm(interviewer);
  await shot(interviewer, '18-feedback-form');
  await walk.submit(addressOf(one.interviewer), FEEDBACK);
  await press(samuel, 'has given you feedback', /^Read it/);
  await said(samuel, FEEDBACK.strengths);
  await shot(samuel, '19-feedback');
  await readByNobodyElse(journey, one.id);

  const kenji = await open(KENJI);
  await say(kenji, '/career interview');
  await shot(kenji, '20-over');
  await kenji
    .getByRole('button', { name: /^It did not take place/ })
    .last()
    .click();
  await said(kenji, 'Noted: the interview did not take place');
  await say(director, '/career staff interviews');
  await said(director, /1 did not take place; 1 with feedback/);
  await shot(director, '21-numbers');
  await interviewer.getByRole('tab', { name: 'Home' }).click();
  await shot(interviewer, '22-home-of-an-interviewer');
}

const workspace = z.object({ users: z.array(z.object({ id: z.string(), email: z.string().nullish() })) });

/** Nobody has the words in front of them, and nobody gets them who presses the student's button. */
async function readByNobodyElse(journey: Journey, interview: number): Promise<void> {
  const answerer = createAnswerer(journey.app.ctx, () => 'reference');
  const { users } = workspace.parse(await journey.call('/state'));
  const others = users.filter(({ email }) => email && email !== SAMUEL);
  expect(others.length).toBeGreaterThan(30);
  for (const { id, email } of others) {
    const pressed = await answerer.click({
      slackUserId: id,
      actionId: 'interviews.read-feedback',
      value: String(interview),
      triggerId: null,
      view: null,
    });
    const seen = [await journey.call(`/inbox?user=${email}`), await journey.call(`/view?user=${email}`)];
    expect(`${answerText(pressed.reply)}${JSON.stringify(seen)}`, email ?? '').not.toContain(FEEDBACK.strengths);
  }
}

interviewsTest('a plan is published and taken back', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  const walk = interviewWalkIn(() => journey);
  await walk.openRound();
  const director = await windows.open(DIRECTOR);
  await walk.offers(CALLUM);
  await answerForSofia(walk, director);
  await collect(walk);
  await planAndPublish(walk, director);
  const samuel = await windows.open(SAMUEL);
  await said(samuel, 'Here are your practice interviews');
  await press(samuel, 'Here are your practice interviews', /^Confirm/);
  await said(samuel, 'Thank you, that is confirmed');
  const kenji = await windows.open(KENJI);
  await press(kenji, 'Here are your practice interviews', /^Add to calendar/);
  await said(kenji, 'The calendar file is in your direct messages');
  await press(director, 'Published:', /^Mails and files/);
  await said(director, `To be sent to ${SOFIA}`);

  await press(director, 'Published:', /^Undo/);
  const undone = await readText(await said(director, 'Taken back:'));
  expect(undone).toMatch(/done by about .*2027/);
  expect(undone).toContain(`Outside Slack, please write to ${SOFIA}`);
  await said(director, 'out of their calendar');
  await shot(director, '23-taken-back');
  await said(samuel, 'was too early and is taken back');
  await shot(samuel, '24-corrected');
  await said(kenji, 'takes the practice interview out of your calendar');
  await shot(kenji, '25-cancelled');
  expect(await walk.count(KENJI, 'Here are your practice interviews')).toBe(0);
  await expect
    .poll(async () => answerText(await walk.command(DIRECTOR, 'staff interviews')), {
      timeout: 60_000,
      interval: 2_000,
    })
    .toContain('everything that was said of it in Slack is deleted, corrected or cancelled');
  await said(director, 'everything that was said of it');
  await shot(director, '26-page-after');
});
