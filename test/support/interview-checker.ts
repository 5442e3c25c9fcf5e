// The rules of practice interviews as the specification words them, held against any set of interviews. Written from the page alone: it imports
// nothing of the bot, and says in words what is wrong.

export interface CheckedStudent {
  id: number;
  /** Two specialties, the same twice where both interviews are of one. */
  wants: readonly [string, string];
  cannotAt: readonly number[];
  rasa: readonly number[];
  societyAdvisor: readonly number[];
  pceMentor: readonly number[];
  notWith: readonly number[];
}

export interface CheckedInterviewer {
  id: number;
  practises: readonly string[];
  isSocietyAdvisor: boolean;
  /** Undefined: did not say. */
  onCommitteesFor: readonly string[] | undefined;
  freeAt: readonly number[];
}

export interface CheckedInterview {
  student: number;
  interviewer: number;
  at: number;
  about: string;
}

export interface CheckedRound {
  students: readonly CheckedStudent[];
  interviewers: readonly CheckedInterviewer[];
  /** For which specialty the second interviewer may be of a related one, or a Society Advisor. */
  allowed: Readonly<Record<string, { related: readonly string[]; societyAdvisors: boolean } | undefined>>;
}

function repeats(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

/** What breaks a rule, in words; nothing where every rule is kept. */
export function findBrokenRules(round: CheckedRound, interviews: readonly CheckedInterview[]): string[] {
  const wrong: string[] = [];
  const students = new Map(round.students.map((student) => [student.id, student]));
  const interviewers = new Map(round.interviewers.map((interviewer) => [interviewer.id, interviewer]));
  for (const { student: studentId, interviewer: interviewerId, at, about } of interviews) {
    const name = `${studentId} with ${interviewerId} at ${at}`;
    const student = students.get(studentId);
    const interviewer = interviewers.get(interviewerId);
    if (!student || !interviewer) {
      wrong.push(`${name}: somebody is not in the round`);
      continue;
    }
    if (!student.wants.includes(about)) wrong.push(`${name}: ${about} was not asked for`);
    if (interviewer.onCommitteesFor === undefined) wrong.push(`${name}: nothing is known of committees`);
    if (interviewer.onCommitteesFor?.includes(about)) wrong.push(`${name}: on a committee for ${about}`);
    if ([...student.rasa, ...student.societyAdvisor, ...student.pceMentor].includes(interviewerId))
      wrong.push(`${name}: the student's own advisor`);
    if (student.notWith.includes(interviewerId)) wrong.push(`${name}: not to be paired`);
    if (!interviewer.freeAt.includes(at)) wrong.push(`${name}: the interviewer did not offer it`);
    if (student.cannotAt.includes(at)) wrong.push(`${name}: the student cannot`);
  }
  wrong.push(...repeats(interviews.map(({ interviewer, at }) => `interviewer ${interviewer} twice at ${at}`)));
  wrong.push(...repeats(interviews.map(({ student, at }) => `student ${student} twice at ${at}`)));
  wrong.push(...repeats(interviews.map(({ student, interviewer }) => `${student} twice with ${interviewer}`)));
  for (const student of round.students) {
    const own = interviews.filter((interview) => interview.student === student.id);
    if (own.length > 2) wrong.push(`${student.id} has ${own.length}`);
    const [first, second] = student.wants;
    if (first !== second && own.length === 2 && own[0]?.about === own[1]?.about)
      wrong.push(`${student.id} wanted one of each`);
    const foreign = own.filter(({ interviewer, about }) => !interviewers.get(interviewer)?.practises.includes(about));
    if (foreign.length > 1) wrong.push(`${student.id} has two of another specialty`);
    for (const { interviewer: id, about } of foreign) {
      const allowed = round.allowed[about];
      const interviewer = interviewers.get(id);
      const isRelated = allowed?.related.some((related) => interviewer?.practises.includes(related));
      const isAdvisor = allowed?.societyAdvisors && interviewer?.isSocietyAdvisor;
      if (about !== second || !(isRelated || isAdvisor)) wrong.push(`${student.id} with ${id}: not of ${about}`);
    }
  }
  return wrong;
}

/** The same for a set that is made anew: a relaxed interviewer is the second one, beside a first. */
export function findBrokenRulesOfDraft(round: CheckedRound, interviews: readonly CheckedInterview[]): string[] {
  const interviewers = new Map(round.interviewers.map((interviewer) => [interviewer.id, interviewer]));
  const lonely = round.students.filter((student) => {
    const own = interviews.filter((interview) => interview.student === student.id);
    return (
      own.length > 0 && own.every(({ interviewer, about }) => !interviewers.get(interviewer)?.practises.includes(about))
    );
  });
  return [...findBrokenRules(round, interviews), ...lonely.map(({ id }) => `${id} has a second without a first`)];
}

/** The most students with at least one, then the most interviews, by trying everything: for rounds of a handful. */
export function bestByTrying(round: CheckedRound): { students: number; interviews: number } {
  const possible = round.students
    .flatMap((student) =>
      round.interviewers.flatMap((interviewer) =>
        interviewer.freeAt.flatMap((at) =>
          [...new Set(student.wants)].map((about) => ({ student: student.id, interviewer: interviewer.id, at, about })),
        ),
      ),
    )
    .filter((interview) => findBrokenRules(round, [interview]).length === 0);
  let best = { students: 0, interviews: 0 };
  const look = (from: number, chosen: readonly CheckedInterview[]): void => {
    if (findBrokenRulesOfDraft(round, chosen).length === 0) {
      const students = new Set(chosen.map(({ student }) => student)).size;
      if (students > best.students || (students === best.students && chosen.length > best.interviews))
        best = { students, interviews: chosen.length };
    }
    for (let next = from; next < possible.length; next++) {
      const one = possible[next];
      if (one && findBrokenRules(round, [...chosen, one]).length === 0) look(next + 1, [...chosen, one]);
    }
  };
  look(0, []);
  return best;
}
