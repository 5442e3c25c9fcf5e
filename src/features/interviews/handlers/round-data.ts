// A round as the matching and the hard rules see it, put together from what is stored and from what other slices know of people.
import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { gathered, type KeptApart } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { allPeople } from '../../../people/store.ts';
import { bookingOf, type Interview } from '../rules/interview-life.ts';
import type { Applicant, Booking, Interviewer, Round } from '../rules/round.ts';
import type { RoundRow } from '../rules/round-life.ts';
import { interviewsOf } from '../store/interviews.ts';
import { apartOf, type Offer, offersOf, type Signup, signupsOf } from '../store/people.ts';
import { relaxationsOf } from '../store/rounds.ts';

export interface RoundData {
  row: RoundRow;
  /** Everybody who has a part in it, by id. */
  people: ReadonlyMap<number, Person>;
  /** In order of their turn, without those who withdrew. */
  signups: readonly Signup[];
  offers: readonly Offer[];
  interviews: readonly Interview[];
  round: Omit<Round, 'locked'>;
}

/** Students of a Society are not interviewed by its own advisors, whoever of them is theirs. */
function ofSociety(student: Person, people: readonly Person[]): number[] {
  if (student.society === null) return [];
  return people
    .filter(({ roles, society }) => roles.includes('society-advisor') && society === student.society)
    .map(({ id }) => id);
}

function applicantOf(
  signup: Signup,
  apart: readonly KeptApart[],
  own: readonly number[],
  forbidden: readonly number[],
): Applicant {
  const { personId, first, second, cannot } = signup;
  const ids = (why: KeptApart['why']) => apart.filter((one) => one.why === why).map(({ person }) => person);
  return {
    id: personId,
    specialties: [first, second],
    cannot: new Set(cannot.map((start) => start.epochMilliseconds)),
    advisors: new Set([...ids('advisor'), ...own]),
    notWith: new Set([...ids('do-not-pair'), ...forbidden]),
  };
}

function interviewerOf({ slots, committees, answeredAt }: Offer, { id, specialties, roles }: Person): Interviewer {
  return {
    id,
    specialties,
    societyAdvisor: roles.includes('society-advisor'),
    committees: answeredAt === null ? null : new Set(committees),
    slots: new Set(slots.map((start) => start.epochMilliseconds)),
  };
}

/** Reads all of a round. */
export async function loadRound(ctx: Context, db: Db | Tx, row: RoundRow): Promise<RoundData> {
  const everybody = (await allPeople(db)).filter(({ active }) => active);
  const people = new Map(everybody.map((person) => [person.id, person]));
  const signups = (await signupsOf(db, row.id)).filter(
    ({ personId, withdrawnAt }) => withdrawnAt === null && people.has(personId),
  );
  const offers = (await offersOf(db, row.id)).filter(({ personId }) => people.has(personId));
  const forbidden = await apartOf(db, row.id);
  const ids = signups.map(({ personId }) => personId);
  const contributions: ReadonlyMap<number, readonly KeptApart[]>[] = [];
  // One after the other: within a transaction there is one connection.
  for (const feature of ctx.features) {
    const apart = await feature.keptApart?.(ctx, db, ids);
    if (apart) contributions.push(apart);
  }
  const apart = await gathered(contributions.map((one) => Promise.resolve(one)));
  const applicants = signups.flatMap((signup) => {
    const student = people.get(signup.personId);
    if (!student) return [];
    const kept = forbidden
      .filter(({ studentId }) => studentId === student.id)
      .map(({ interviewerId }) => interviewerId);
    return [applicantOf(signup, apart.get(student.id) ?? [], ofSociety(student, everybody), kept)];
  });
  const interviewers = offers.flatMap((offer) => {
    const person = people.get(offer.personId);
    return person ? [interviewerOf(offer, person)] : [];
  });
  return {
    row,
    people,
    signups,
    offers,
    interviews: await interviewsOf(db, row.id),
    round: { applicants, interviewers, relaxations: await relaxationsOf(db, row.id) },
  };
}

/** What is planned or booked, as the rules and the solver see it. */
export function bookingsOf({ interviews }: Pick<RoundData, 'interviews'>): Booking[] {
  return interviews.map(bookingOf);
}

/** undefined: not signed up, or has withdrawn. */
export function studentOf({ round }: RoundData, id: number): Applicant | undefined {
  return round.applicants.find((student) => student.id === id);
}

/** undefined: not asked to interview in this round. */
export function interviewerById({ round }: RoundData, id: number): Interviewer | undefined {
  return round.interviewers.find((interviewer) => interviewer.id === id);
}
