// Peer mentorship over the wire: asked, answered in a direct message, introduced in a group conversation, lapsed on the clock, matched by hand.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';
import {
  BEATRIZ,
  DANIELLE,
  DIRECTOR,
  JONAH,
  type Message,
  OLU,
  OMAR,
  PRIYA,
  VICTOR,
  walkIn,
} from '../support/mentorship-walk.ts';

const OPEN_SEASON = { way: 'rolling', 'starts-on': '2026-11-16', 'ends-on': '2027-03-31' };

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  const walk = walkIn(() => journey);
  beforeAll(async () => {
    journey = await startJourney(mode);
  }, 60_000);
  afterAll(() => journey.stop());

  const offerOf = (on: Message) => /"value":"(\d+)"/.exec(JSON.stringify(on.blocks))?.[1] ?? '';
  const wishes = async (...emails: string[]) =>
    Promise.all(emails.map(async (email) => String(await walk.idOf(email))));

  test('staff open a season, and mentors join it', async () => {
    expect(answerText(await walk.command(PRIYA, 'mentor'))).toContain('No season of peer mentorship is open');
    const page = await walk.command(DIRECTOR, 'staff mentorship');
    expect(answerText(page)).toContain('No season is open');
    await walk.fill(DIRECTOR, page, 'mentorship.edit-season', 'new', OPEN_SEASON);
    await walk.join(OMAR, { specialties: ['ophthalmology'], capacity: '1' });
    await walk.join(DANIELLE, { specialties: ['family-medicine'], capacity: '1' });
    await walk.join(BEATRIZ, { specialties: ['pediatrics'], capacity: '1' });
    expect(answerText(await walk.command(DIRECTOR, 'staff mentorship'))).toContain(
      'Beatriz Nogueira: 0 of 1 place taken',
    );
  });

  test('one mentor says not this time, the next lapses on the clock, the third accepts, and both are introduced', async () => {
    await walk.ask(PRIYA, {
      specialties: ['pediatrics', 'psychiatry'],
      wishes: await wishes(OMAR, DANIELLE, BEATRIZ),
      others: 'only-wishes',
      note: 'I like clinic days best.',
    });
    const status = await walk.told(PRIYA, 'I have asked Omar Farouqi');
    expect(answerText(status)).toContain("You'll hear by December 9, 2026 at the latest");

    const first = await walk.told(OMAR, 'would like a peer mentor');
    expect(answerText(first)).toContain('I like clinic days best.');
    expect(answerText(first)).not.toContain('wish');
    await walk.press(OMAR, first, 'mentorship.pass', offerOf(first));
    await walk.told(OMAR, 'not this time');
    await walk.told(PRIYA, /Omar Farouqi can't take another student this season[\s\S]*the next one, Danielle/);

    const second = await walk.told(DANIELLE, 'would like a peer mentor');
    await walk.jump('2026-12-03T22:00:00Z');
    await walk.told(DANIELLE, 'Priya Venkataraman would like you as a peer mentor');
    await walk.jump('2026-12-04T14:30:00Z');
    await walk.told(PRIYA, 'the next one, Beatriz Nogueira');
    await walk.told(DANIELLE, 'The time to answer this is over');
    await walk.press(DANIELLE, second, 'mentorship.accept', offerOf(second)).catch(() => undefined);

    const third = await walk.told(BEATRIZ, 'would like a peer mentor');
    expect(answerText(third)).toContain('you both considered Pediatrics');
    // Two presses at once: one of them finds it answered.
    await Promise.all([
      walk.press(BEATRIZ, third, 'mentorship.accept', offerOf(third)),
      walk.press(BEATRIZ, third, 'mentorship.accept', offerOf(third)),
    ]);
    const introduced = await walk.told(PRIYA, 'meet Beatriz Nogueira, your peer mentor');
    expect((await walk.told(BEATRIZ, 'meet Beatriz Nogueira')).channel).toBe(introduced.channel);
    expect(answerText(introduced)).toMatch(/You both considered Pediatrics[\s\S]*A question to begin with/);
    expect(await walk.count(PRIYA, 'meet Beatriz Nogueira')).toBe(1);
    await walk.told(PRIYA, 'Beatriz Nogueira is your peer mentor');
    // All of it in the one message that follows the request.
    expect((await walk.told(PRIYA, 'Beatriz Nogueira is your peer mentor')).ts).toBe(status.ts);
  });

  test('either enters when they meet, the other is told, and both are reminded', async () => {
    const group = await walk.told(BEATRIZ, 'meet Beatriz Nogueira');
    await walk.fill(BEATRIZ, group, 'mentorship.meet', offerOf(group), {
      day: '2026-12-10',
      hour: '17:00',
      where: 'Café',
    });
    const meeting = await walk.told(PRIYA, 'Beatriz Nogueira entered when the two of you meet');
    expect(answerText(meeting)).toContain('Thu, Dec 10, 2026, 5:00 PM EST, Café');
    await walk.press(PRIYA, meeting, 'mentorship.calendar-file', offerOf(meeting));
    // The answer to the press may come between the two.
    await expect
      .poll(async () => answerText(await walk.command(PRIYA, 'next')))
      .toContain('Peer mentorship with Beatriz Nogueira');
    await walk.jump('2026-12-10T00:00:00Z');
    await walk.told(PRIYA, /Peer mentorship with Beatriz Nogueira, Thu, Dec 10/);
    await walk.told(BEATRIZ, /Peer mentorship with Priya Venkataraman, Thu, Dec 10/);
  });

  test('a student withdraws while a mentor is asked, who reads it in neutral words', async () => {
    await walk.jump('2026-12-10T15:00:00Z');
    await walk.join(VICTOR, { specialties: ['internal-medicine'], capacity: '1' });
    await walk.ask(OLU, { specialties: [], wishes: await wishes(VICTOR), others: 'only-wishes' });
    const offer = await walk.told(VICTOR, 'would like a peer mentor');
    const own = await walk.told(OLU, 'I have asked Victor Amankwah');
    const request = /"mentorship\.withdraw","value":"(\d+)"|"value":"(\d+)"/.exec(JSON.stringify(own.blocks));
    await walk.press(OLU, own, 'mentorship.withdraw', request?.[1] ?? request?.[2] ?? '');
    await walk.told(VICTOR, 'This question was taken back');
    expect(await walk.count(VICTOR, 'Oluwaseun Bakare')).toBe(0);
    expect(await walk.count(VICTOR, 'would like a peer mentor')).toBe(0);
    expect(offer.channel).toBeTruthy();
  });

  test('staff match by hand whom nobody took', async () => {
    await walk.ask(JONAH, { specialties: ['neurology'], wishes: await wishes(OMAR), others: 'only-wishes' });
    const offer = await walk.told(OMAR, 'Jonah Feldstein would like a peer mentor');
    await walk.press(OMAR, offer, 'mentorship.pass', offerOf(offer));
    await walk.told(JONAH, 'finding a mentor for you by hand');
    const page = await walk.command(DIRECTOR, 'staff mentorship');
    expect(answerText(page)).toContain('Jonah Feldstein is to be matched by hand, and hears from you by');
    const request =
      /"mentorship\.choose-match"[^}]*"value":"(\d+)"|"value":"(\d+)"[^}]*"mentorship\.choose-match"/.exec(
        JSON.stringify(page.blocks),
      );
    const id = request?.[1] ?? request?.[2] ?? '';
    await walk.fill(DIRECTOR, page, 'mentorship.choose-match', id, { mentor: String(await walk.idOf(VICTOR)) });
    await walk.told(JONAH, 'meet Victor Amankwah, your peer mentor');
    await walk.told(JONAH, 'Victor Amankwah is your peer mentor');
  });

  test('a pair ends privately, and names the people to turn to', async () => {
    const card = await walk.command(JONAH, 'mentor');
    const pair = /"mentorship\.not-working"[^}]*"value":"(\d+)"|"value":"(\d+)"[^}]*"mentorship\.not-working"/.exec(
      JSON.stringify(card.blocks),
    );
    const id = pair?.[1] ?? pair?.[2] ?? '';
    await walk.press(JONAH, card, 'mentorship.happened', id);
    const named = await walk.told(JONAH, 'nothing of this is stored');
    expect(answerText(named)).toMatch(/Dean for Students[\s\S]*reporting office/);
    await walk.press(JONAH, card, 'mentorship.not-working', id);
    await walk.told(JONAH, 'Your match with Victor Amankwah has ended');
    const news = await walk.told(VICTOR, 'Your match with Jonah Feldstein has ended; nothing you did');
    expect(answerText(news)).not.toMatch(/reason|because/);
  });

  test('two weeks after a pair began both are asked how it goes, each for themselves', async () => {
    await walk.jump('2026-12-19T01:00:00Z');
    const asked = await walk.told(PRIYA, 'Have you and Beatriz Nogueira met?');
    await walk.told(BEATRIZ, 'Have you and Priya Venkataraman met?');
    const value = /"value":"(\d+\/two-weeks)"/.exec(JSON.stringify(asked.blocks))?.[1] ?? '';
    await walk.press(PRIYA, asked, 'mentorship.met', value);
    await walk.told(PRIYA, 'Noted: you have met');
    expect(answerText(await walk.command(DIRECTOR, 'staff mentorship'))).toContain('1 pair has met');
  });
});
