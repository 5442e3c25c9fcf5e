// Who hears what when they come into another phase, and in Match week, in the page of who reads it.
import { expect } from 'vitest';
import { dateSession } from '../../src/features/calendar/acts/change-session.ts';
import { setDate } from '../../src/features/calendar/acts/program-dates.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { browserTest, takeScreenshot } from '../support/browser.ts';
import type { Journey } from '../support/journey.ts';
import { messages, readText, said, say } from '../support/page-parts.ts';

const WALK_MS = 120_000;
const FARAH = 'farah.qureshi-lane@example.edu';
/** For the Preclerkship, a few days after the student comes into the PCE. */
const PANEL = 'Radiation Oncology';
const asStaff = { as: 'director@example.edu', dryRun: false };

function dated({ app }: Journey, event: string, key: string, day: string) {
  const cells = {
    event,
    key,
    title: `Evening on ${key}`,
    place: 'TMEC 128',
    starts: `${day} 19:30`,
    ends: `${day} 20:30`,
  };
  return dateSession(app.ctx, cells, asStaff);
}

/** Staff import of somebody until when she stays in the Preclerkship. */
function staysInPreclerkship({ app }: Journey, until: string) {
  const heads = 'name,emails,roles,class,track,society,specialties,overrides';
  const row = `Farah Qureshi-Lane,${FARAH},student,2029,pathways,Cannon,,phase preclerkship from 2026-10-01 to ${until}`;
  return importRoster(app.ctx, `${heads}\n${row}\n`, asStaff);
}

browserTest.extend({ begins: '2027-03-04T09:00:00-05:00' })(
  'who comes into the PCE gets the calendar of the PCE, and what was said of the phase before is said no more',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    await staysInPreclerkship(journey, '2027-07-01');
    const farah = await windows.open(FARAH);
    const maya = await windows.open('student.preclerkship@example.edu');
    const before = await readText(await say(farah, '/career next'));
    expect(before).toContain('Preclerkship');
    expect(before).toContain(PANEL);
    await takeScreenshot(farah, 'delivery-15-before-the-pce');

    await staysInPreclerkship(journey, '2027-03-05');
    await journey.jump('2027-03-07T17:40:00-05:00');
    const digest = await readText(await said(farah, 'What is ahead of you'));
    expect(digest).toContain('First formal Society advising meeting of the PCE');
    expect(digest).not.toContain(PANEL);
    await takeScreenshot(farah, 'delivery-16-digest-of-the-pce');
    expect(await readText(await said(maya, 'What is ahead of you'))).toContain(PANEL);
    const after = await readText(await say(farah, '/career next'));
    expect(after).toContain('PCE month');
    expect(after).not.toContain(PANEL);
    await takeScreenshot(farah, 'delivery-17-in-the-pce');
  },
);

browserTest.extend({ begins: '2027-03-11T09:00:00-05:00' })(
  'in Match week nothing is said unasked to who is matched, and the first answer names people to call',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    await setDate(journey.app.ctx, { subject: 'match/nrmp', year: 2027, day: '2027-03-19' }, asStaff);
    const marcus = await windows.open('student.graduating@example.edu');
    const leila = await windows.open('student.postpce@example.edu');
    for (const [key, day] of [
      ['music', '2027-03-17'],
      ['film', '2027-03-23'],
    ] as const) {
      await dated(journey, 'alternative-careers-2', key, day);
      for (const page of [marcus, leila]) {
        const details = await say(page, '/career event private practice');
        await details
          .getByRole('button', { name: /^Going/ })
          .last()
          .click();
        await said(page, new RegExp(`You're going:.*Evening on ${key}`, 's'));
      }
    }

    await journey.jump('2027-03-17T19:00:00-04:00');
    await said(leila, /Why you get this/);
    expect(await messages(marcus).filter({ hasText: 'Why you get this' }).count()).toBe(0);
    expect(await readText(await say(marcus, '/career next'))).toContain('People to call this week');
    await takeScreenshot(marcus, 'delivery-18-match-week');
    await takeScreenshot(leila, 'delivery-19-reminded-in-match-week');

    await journey.jump('2027-03-22T09:10:00-04:00');
    const reminder = await readText(await said(marcus, /Why you get this/));
    expect(reminder).toContain('Evening on film');
    expect(reminder).not.toContain('Evening on music');
    await takeScreenshot(marcus, 'delivery-20-after-match-week');
  },
);
