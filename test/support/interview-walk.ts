// A round of practice interviews among the people of the sample workspace, over the wire, as far as a walk needs it.
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Journey } from './journey.ts';
import { DIRECTOR, type Walk, walkIn } from './mentorship-walk.ts';

export const SAMUEL = 'samuel.oduya@example.edu';
export const KENJI = 'student.dual@example.edu';
export const CALLUM = 'interviewer@example.edu';
export const EDMUND = 'edmund.fairweather@example.edu';
export const RUTH = 'rabramson.dermatology@example.edu';
/** Sits on the committee for Dermatology. */
export const BEAU = 'beau.carrington@example.edu';
/** Outside Slack. */
export const SOFIA = 'Sofia Marchetti';
/** A Tuesday and a Wednesday. */
export const EVENINGS = ['2027-09-14', '2027-09-15'];
export const BEGINS = '2027-08-23T12:00:00-04:00';

const ADDRESSES: Readonly<Record<string, string>> = {
  'Callum Abernethy': CALLUM,
  'Edmund Fairweather': EDMUND,
  'Ruth Abramson': RUTH,
};
export const addressOf = (name: string): string => ADDRESSES[name] ?? '';

export interface Booked extends Record<string, unknown> {
  id: number;
  student: string;
  interviewer: string;
  starts: string;
  state: string;
}

export interface InterviewWalk extends Walk {
  sofia(): Promise<number>;
  /** What is not cancelled, of somebody by name or of all, in order of time. */
  booked(name?: string): Promise<Booked[]>;
  openRound(): Promise<void>;
  /** Answers the message by its form. */
  offers(user: string, answer?: { committee: string; committees?: string[] }): Promise<void>;
  signsUp(user: string, first: string, second: string): Promise<void>;
  /** Chooses Sofia in the form that is open, and sends it with what she wrote. */
  pasteMail(mail: string): Promise<void>;
}

export function interviewWalkIn(journey: () => Journey): InterviewWalk {
  const walk = walkIn(journey);
  const view = z.object({ modal: z.object({ id: z.string() }) });
  const sofia = async () => {
    const [row] = await journey().database.db.execute<{ id: number }>(sql`select id from people where name = ${SOFIA}`);
    return row?.id ?? 0;
  };
  return {
    ...walk,
    sofia,
    async booked(name) {
      const rows = await journey().database.db.execute<Booked>(sql`
        select i.id, s.name as student, v.name as interviewer, i.starts_at as starts, i.state from interviews i
        join people s on s.id = i.student_id join people v on v.id = i.interviewer_id
        where i.state <> 'cancelled' order by i.starts_at, i.id`);
      return rows.filter(({ student, interviewer }) => name === undefined || student === name || interviewer === name);
    },
    async openRound() {
      const page = await walk.command(DIRECTOR, 'staff interviews');
      const values = { evenings: EVENINGS, answerBy: '2027-09-05' };
      await walk.fill(DIRECTOR, page, 'interviews.open-round', 'new', values);
    },
    async offers(user, answer = { committee: 'no' }) {
      const asked = await walk.told(user, 'On which evenings could you?');
      const link = 'https://example.edu/room';
      await walk.fill(user, asked, 'interviews.offer', '1', { evenings: EVENINGS, link, ...answer });
    },
    async signsUp(user, first, second) {
      const asked = await walk.told(user, 'You can sign up for two practice interviews');
      const packet = 'https://example.edu/packet';
      await walk.fill(user, asked, 'interviews.sign-up', '1', { first, second, packet, consent: ['yes'] });
    },
    async pasteMail(mail) {
      const { modal } = view.parse(await journey().call(`/view?user=${DIRECTOR}`));
      const search = { user: DIRECTOR, view_id: modal.id, action_id: 'staff.pick-person', query: 'Sofia' };
      await journey().call('/options', search);
      await journey().call('/submit', { user: DIRECTOR, values: { 'staff.pick-person': String(await sofia()), mail } });
    },
  };
}
