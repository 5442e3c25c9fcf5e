import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { personSettings } from '../../../src/db/schema.ts';
import type { FormValues } from '../../../src/domain/form-values.ts';
import type { Asker } from '../../../src/feature.ts';
import { settings } from '../../../src/features/settings/index.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import type { Person } from '../../../src/people/person.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { FormError } from '../../../src/slack/form.ts';
import { BOSTON } from '../../support/delivery-builders.ts';
import { roster, STAFF_LINE } from '../../support/people-builders.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01');
  await importRoster(ctx, roster(STAFF_LINE, 'Ada Berg,ada@example.edu,student,2029,pathways,Castle,,'), {
    as: 'rosa@example.edu',
    dryRun: false,
  });
});
afterEach(() => database.drop());

async function asker(): Promise<Asker> {
  const person = await findPersonByEmail(ctx.db, 'ada@example.edu');
  if (!person) throw new Error('Ada is not in the roster');
  return { person, today: '2026-12-01', zone: BOSTON };
}

async function open() {
  return settings.commands?.[0]?.run(ctx, await asker(), '');
}

/** What the form would send as it opened, with some fields changed. */
async function send(changed: Record<string, string | readonly string[] | null>): Promise<string | undefined> {
  const kinds = ['class-meeting', 'session', 'milestone', 'interview', 'mentor-meeting'];
  const values: FormValues = new Map(
    Object.entries({
      kinds,
      hour: 'program',
      'quiet-from': 'program',
      'quiet-to': 'program',
      digest: 'on',
      zone: null,
      pause: 'none',
      ...changed,
    }),
  );
  return (await settings.forms?.[0]?.run(ctx, await asker(), '', values))?.text;
}

async function stored(): Promise<Person['settings']> {
  return (await asker()).person.settings;
}

describe('/career settings', () => {
  test('opens one form, and says what holds where it cannot', async () => {
    const reply = await open();
    expect(reply?.form?.action).toBe('settings.save');
    expect(reply?.text).toContain('Reminders of days ahead come at 6:30 PM');
    expect(reply?.text).toContain('Quiet from 9:00 PM to 8:00 AM');
    expect(reply?.text).toContain('Milestones: 2 weeks before and 2 days before');
  });

  test('saves what is chosen, says what holds now, and keeps when the first contact was made', async () => {
    const { person } = await asker();
    await ctx.db.insert(personSettings).values({ personId: person.id, welcomedAt: '2026-09-01T12:00Z' });
    const said = await send({
      kinds: ['class-meeting', 'milestone'],
      'leads-milestone': ['P7D'],
      'quiet-from': '23:00',
      zone: 'London',
      digest: 'off',
      pause: 'until',
      'pause-until': '2026-12-20',
    });
    expect(said).toContain('Milestones: 1 week before');
    expect(said).toContain('Practice interviews: no reminders');
    expect(said).toContain('Quiet from 11:00 PM to 8:00 AM');
    expect(said).toContain('Time zone: Europe/London');
    expect(said).toContain('Paused until December 20, 2026');
    expect(await stored()).toEqual({
      kindsOff: ['session', 'interview', 'mentor-meeting'],
      leads: { milestone: ['P7D'] },
      hour: null,
      quiet: { from: '23:00', to: '08:00' },
      digest: false,
      timeZone: 'Europe/London',
      pausedUntil: '2026-12-20',
      quietUntil: null,
    });
    const [row] = await ctx.db.select().from(personSettings);
    expect(row?.welcomedAt).not.toBeNull();
  });

  test.each(['Atlantis', '+05:30', 'america'])('knows no zone %s', async (zone) => {
    await expect(send({ zone })).rejects.toThrow(FormError);
    expect(await ctx.db.select().from(personSettings)).toEqual([]);
  });

  test.each([
    ['america/new york', 'America/New_York'],
    ['Tokyo', 'Asia/Tokyo'],
  ])('knows %s as %s', async (text, zone) => {
    await send({ zone: text });
    expect((await stored()).timeZone).toBe(zone);
  });

  test('what was chosen is chosen when the form opens again', async () => {
    await send({ hour: '07:30', 'quiet-to': '06:00', 'leads-session': [], digest: 'off' });
    const blocks = JSON.stringify((await open())?.form?.blocks);
    expect(blocks).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"7:30 AM","emoji":false},"value":"07:30"}',
    );
    expect(blocks).toContain('"value":"06:00"}}');
    expect(blocks).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Off","emoji":false},"value":"off"}',
    );
  });
});
