import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isHost } from '../../../src/features/rsvp/rules/host.ts';
import { guestList, noteText, type Standing } from '../../../src/features/rsvp/rules/note-text.ts';
import { loadProgram } from '../../../src/program/load.ts';
import type { Entry } from '../../../src/program/program.ts';
import { createProgram } from '../../../src/program/program.ts';
import { person, session } from '../../support/people-builders.ts';

const nobody: Standing = { answer: null, position: null, waiting: 0 };
const zone = 'America/New_York';

describe('how a session stands for somebody', () => {
  const now = Temporal.Instant.from('2027-01-10T12:00:00Z');
  const closes = Temporal.Instant.from('2027-01-20T17:00:00Z');
  it.each<[string, Partial<ReturnType<typeof session>>, Standing, string | null]>([
    ['nothing to say', {}, nobody, null],
    ['places are free', { capacity: 20, taken: 19 }, nobody, '1 place of 20 free'],
    ['no place is free', { capacity: 20, taken: 20 }, nobody, 'all 20 places are taken'],
    ['others wait', { capacity: 20, taken: 20 }, { ...nobody, waiting: 3 }, 'all 20 places are taken, 3 waiting'],
    ['going', { capacity: 20, taken: 20 }, { ...nobody, answer: 'going' }, "You're going"],
    [
      'waiting',
      { capacity: 1, taken: 1 },
      { answer: 'waiting', position: 2, waiting: 3 },
      "You're on the waiting list, number 2 · the one place is taken, 3 waiting",
    ],
    ['not going', {}, { ...nobody, answer: 'not-going' }, "You're not going"],
    ['a closing time', { rsvpClosesAt: closes }, nobody, 'please answer by Wed, Jan 20, 2027, 12:00 PM EST'],
    [
      'closed',
      { rsvpClosesAt: Temporal.Instant.from('2027-01-09T17:00:00Z') },
      nobody,
      'answers closed on Sat, Jan 9, 2027, 12:00 PM EST',
    ],
  ])('%s', (_, more, standing, text) => {
    const asked = session('road-to-residency-1', '2027-01-21', more);
    expect(noteText(asked, standing, { now, zone })).toBe(text);
  });

  it('is only what they answered once it has begun', () => {
    const asked = session('road-to-residency-1', '2027-01-01', { capacity: 3, taken: 3 });
    expect(noteText(asked, nobody, { now, zone })).toBeNull();
    expect(noteText(asked, { ...nobody, answer: 'going' }, { now, zone })).toBe("You're going");
  });
});

describe('the list for those who run it', () => {
  it('has names and counts, in the order of the answers', () => {
    const guests = [
      { name: 'Ada', answer: 'going' },
      { name: 'Bo', answer: 'waiting' },
      { name: 'Cy', answer: 'going' },
      { name: 'Di', answer: 'not-going' },
    ] as const;
    expect(guestList({ capacity: 2, taken: 2 }, guests)).toEqual([
      'Going (2 of 2): Ada, Cy',
      'Waiting list (1): Bo',
      'Not going: 1',
    ]);
    expect(guestList({ capacity: null, taken: 0 }, [])).toEqual(['Going (0): nobody so far']);
  });

  it('tears long lists into lines that a message can hold', () => {
    const guests = Array.from({ length: 120 }, (_, at) => ({ name: `Student ${at}`, answer: 'going' as const }));
    const lines = guestList({ capacity: null, taken: 120 }, guests);
    expect(lines).toHaveLength(3);
    expect(lines.join(', ').match(/Student/g)).toHaveLength(120);
  });

  it('is for a host who is known by their address, on the days of their office', async () => {
    const { file } = await loadProgram();
    const dean = { name: 'Robin Vale', title: 'Dean', roles: ['dean-for-students'], interim: false };
    const program = createProgram({
      ...file,
      contacts: [{ ...dean, email: 'Robin@example.edu', until: '2027-01-31' }],
    });
    const entry = program.entry('road-to-residency-1') as Entry;
    const robin = person({ emails: ['rv@example.edu', 'robin@example.edu'] });
    expect(isHost(program, robin, entry, '2027-01-21')).toBe(true);
    expect(isHost(program, robin, entry, '2027-02-01')).toBe(false);
    expect(isHost(program, person({}), entry, '2027-01-21')).toBe(false);
    expect(isHost(program, robin, program.entry('rank-list-2') as Entry, '2027-01-21')).toBe(false);
  });
});
