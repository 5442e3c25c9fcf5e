// Everything that could be booked in a round, one choice for each student, interviewer, time and purpose that the hard rules let meet.
import { bothCan, mayMeet } from '../rules/hard-rules.ts';
import type { Applicant, Booking, Interviewer, Round, Start } from '../rules/round.ts';

/** What an interview is for a student: of their first specialty, of the second, or the second by a relaxed rule. */
export const FIRST = 0;
export const SECOND = 1;
export const RELAXED = 2;

/** How much an interview is what was wished for, by its kind. */
export const WISH_POINTS = [2, 1, 0] as const;

/** Choices in columns: the place in each array is the choice. Sorted by student. */
export interface Choices {
  count: number;
  students: number;
  interviewers: number;
  /** Slots are an interviewer at a time. */
  slots: number;
  times: number;
  student: Int32Array;
  interviewer: Int32Array;
  slot: Int32Array;
  time: Int32Array;
  kind: Int8Array;
  /** 1: has to be chosen, and stays. */
  locked: Uint8Array;
  /** Where the choices of a student begin; one more than there are students. */
  from: Int32Array;
  /** 1: both interviews of the student are about one specialty. */
  sameTwice: Uint8Array;
  /** What a choice books. */
  booking(choice: number): Booking;
  /** Locked bookings that the rules no longer allow; they are not among the choices. */
  notAllowed: readonly Booking[];
}

/** Interviewers by the specialty they may be asked for, with whether that is by a relaxed rule. */
function interviewersFor(round: Round): Map<string, { index: number; relaxed: boolean }[]> {
  const wanted = new Set(round.applicants.flatMap(({ specialties }) => [...specialties]));
  const found = new Map<string, { index: number; relaxed: boolean }[]>();
  for (const specialty of wanted) {
    const own = round.interviewers.flatMap((interviewer, index) => {
      const relaxed = !interviewer.specialties.includes(specialty);
      return relaxed && !round.relaxations.has(specialty) ? [] : [{ index, relaxed }];
    });
    found.set(specialty, own);
  }
  return found;
}

function kindOf({ specialties }: Applicant, specialty: string, relaxed: boolean): number {
  if (relaxed) return RELAXED;
  return specialty === specialties[0] ? FIRST : SECOND;
}

interface Columns {
  student: number[];
  interviewer: number[];
  slot: number[];
  time: number[];
  kind: number[];
  locked: number[];
}

/** The slots of each interviewer in order of time, numbered through, and all times. */
function numberedSlots(interviewers: readonly Interviewer[]) {
  const times = [...new Set(interviewers.flatMap(({ slots }) => [...slots]))].sort((a, b) => a - b);
  const timeOf = new Map(times.map((start, index) => [start, index]));
  let slots = 0;
  const own = interviewers.map((interviewer) =>
    [...interviewer.slots]
      .sort((a, b) => a - b)
      .map((start) => ({ start, slot: slots++, time: timeOf.get(start) ?? 0 })),
  );
  return { times, own, slots };
}

function lockKey({ student, interviewer, startsAt, specialty }: Booking): string {
  return `${student} ${interviewer} ${startsAt} ${specialty}`;
}

/** The round as choices. Its people are taken in the order given, so that equal rounds give equal choices. */
export function choicesOf(round: Round): Choices {
  const { applicants, interviewers, relaxations } = round;
  const candidates = interviewersFor(round);
  const { times, own, slots } = numberedSlots(interviewers);
  const lockedKeys = new Set(round.locked.map(lockKey));
  const met = new Set<string>();
  const columns: Columns = { student: [], interviewer: [], slot: [], time: [], kind: [], locked: [] };
  const from = new Int32Array(applicants.length + 1);
  applicants.forEach((student, s) => {
    from[s] = columns.student.length;
    for (const specialty of new Set(student.specialties)) {
      for (const { index, relaxed } of candidates.get(specialty) ?? []) {
        const interviewer = interviewers[index];
        if (!interviewer) continue;
        const booking = { student: student.id, interviewer: interviewer.id, startsAt: 0, specialty, relaxed };
        if (!mayMeet({ booking, student, interviewer }, relaxations)) continue;
        const kind = kindOf(student, specialty, relaxed);
        for (const { start, slot, time } of own[index] ?? []) {
          const timed = { ...booking, startsAt: start };
          if (!bothCan({ booking: timed, student, interviewer }, relaxations)) continue;
          const key = lockedKeys.size > 0 ? lockKey(timed) : '';
          const isLocked = lockedKeys.has(key);
          if (isLocked) met.add(key);
          columns.student.push(s);
          columns.interviewer.push(index);
          columns.slot.push(slot);
          columns.time.push(time);
          columns.kind.push(kind);
          columns.locked.push(isLocked ? 1 : 0);
        }
      }
    }
  });
  from[applicants.length] = columns.student.length;
  return {
    count: columns.student.length,
    students: applicants.length,
    interviewers: interviewers.length,
    slots,
    times: times.length,
    student: Int32Array.from(columns.student),
    interviewer: Int32Array.from(columns.interviewer),
    slot: Int32Array.from(columns.slot),
    time: Int32Array.from(columns.time),
    kind: Int8Array.from(columns.kind),
    locked: Uint8Array.from(columns.locked),
    from,
    sameTwice: Uint8Array.from(applicants, ({ specialties: [first, second] }) => (first === second ? 1 : 0)),
    booking: (choice) => bookingOf(round, times, columns, choice),
    notAllowed: round.locked.filter((booking) => !met.has(lockKey(booking))),
  };
}

function bookingOf(
  { applicants, interviewers }: Round,
  times: readonly Start[],
  columns: Columns,
  choice: number,
): Booking {
  const student = applicants[columns.student[choice] ?? -1];
  const interviewer = interviewers[columns.interviewer[choice] ?? -1];
  const startsAt = times[columns.time[choice] ?? -1];
  if (!student || !interviewer || startsAt === undefined) throw new Error(`there is no choice ${choice}`);
  const kind = columns.kind[choice];
  return {
    student: student.id,
    interviewer: interviewer.id,
    startsAt,
    specialty: student.specialties[kind === FIRST ? 0 : 1],
    relaxed: kind === RELAXED,
  };
}
