// Whom somebody advises: their own advisees only, whatever a button or a word says.

import type { Context } from '../../../context.ts';
import { KIND_NAMES } from '../../../domain/advising.ts';
import { standingText } from '../../../domain/standing-text.ts';
import { listText } from '../../../domain/wording.ts';
import { type Asker, type OpenMilestone, openMilestonesFrom } from '../../../feature.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { ButtonSpec, Message } from '../../../slack/blocks.ts';
import { joinedLine, type Line, plainLine } from '../../../slack/upcoming-line.ts';
import type { Advisee } from '../messages/advisees-list.ts';
import { emailButton, meetingButtons, metAdviseeButton } from '../messages/ids.ts';
import { adviseesList, noAdvisee } from '../messages/index.ts';
import { type Appointment, ahead } from '../rules/appointment.ts';
import type { Assignment } from '../rules/assignment.ts';
import { meetingNow, nextMeeting } from '../rules/meeting.ts';
import { appointmentsOf } from '../store/appointments.ts';
import { adviseesOf } from '../store/assignments.ts';
import { type Choice, choicesOf } from '../store/choices.ts';
import { appointmentLine } from './meetings-ahead.ts';
import { asText, number, specialtyName } from './named.ts';
import { meetingLine } from './team.ts';

const A_PAGE = 8;
const MOST_OPEN = 4;

interface Pair {
  student: Person;
  own: readonly Assignment[];
}

/** The asker's advisees by name, each with as what they are advised. */
async function ownAdvisees(ctx: Context, { person, today }: Asker): Promise<Pair[]> {
  const own = await adviseesOf(ctx.db, person.id, today);
  const students = await peopleByIds(ctx.db, [...new Set(own.map(({ studentId }) => studentId))]);
  return students
    .filter(({ active }) => active)
    .map((student) => ({ student, own: own.filter(({ studentId }) => studentId === student.id) }))
    .sort((a, b) => (a.student.name < b.student.name ? -1 : 1));
}

function buttonsOf({ today }: Asker, { student, own }: Pair, { open, meetings }: Seen): ButtonSpec[] {
  const met = own.flatMap(({ id, kind }) => {
    const milestone = meetingNow(open, kind, today);
    return milestone ? [{ id, milestone: milestone.id }] : [];
  });
  const [first] = own;
  return [
    ...met.slice(0, 1).map(({ id, milestone }) => metAdviseeButton(id, milestone)),
    ...(first ? meetingButtons(meetings[0]?.assignment.id ?? first.id, meetings[0]) : []),
    ...(student.slackUserId === null && first ? [emailButton(first.id)] : []),
  ];
}

/** What an advisor may know of a student. */
interface Seen {
  open: readonly OpenMilestone[];
  choices: readonly Choice[];
  /** When they meet, the next time first. */
  meetings: readonly Appointment[];
}

/** The next time they meet as one of them entered it, with the milestone that it is for. */
function nextTime({ zone, today }: Asker, { own }: Pair, { open, meetings: [entered] }: Seen): Line | null {
  const kinds = entered ? [entered.assignment.kind] : own.map(({ kind }) => kind);
  const [next] = kinds.flatMap((kind) => nextMeeting(open, kind, today) ?? []);
  if (!entered) return next ? meetingLine(next, zone) : null;
  return joinedLine([appointmentLine(entered, zone, null), next ? plainLine(next.title) : null]);
}

function told(ctx: Context, asker: Asker, pair: Pair, seen: Seen): Advisee {
  const { open, choices } = seen;
  const { student, own } = pair;
  const standing = personStanding(ctx.program, student, asker.today);
  const base = {
    name: student.name,
    email: student.emails[0] ?? '',
    as: listText(own.map((one) => (one.kind === 'rasa' ? asText(ctx.program, one) : KIND_NAMES[one.kind]))),
  };
  if (!standing || standing.away)
    return { ...base, standing: null, applies: [], open: [], more: 0, meeting: null, buttons: [] };
  // All of them for the Society Advisor; a RASA knows of their own specialty alone.
  const applies = own.some(({ kind }) => kind === 'society-advisor') ? choices : [];
  return {
    ...base,
    standing: standingText(standing, asker.today),
    applies: applies.map(({ specialty }) => specialtyName(ctx.program, specialty)),
    open: open.slice(0, MOST_OPEN).map((milestone) => meetingLine(milestone, asker.zone)),
    more: Math.max(open.length - MOST_OPEN, 0),
    meeting: nextTime(asker, pair, seen),
    buttons: buttonsOf(asker, pair, seen),
  };
}

async function listed(ctx: Context, asker: Asker, pairs: readonly Pair[], first: number): Promise<Message> {
  const shown = pairs.slice(first, first + A_PAGE);
  const students = shown.map(({ student }) => student);
  const [open, entered, choices] = await Promise.all([
    openMilestonesFrom(ctx, students),
    appointmentsOf(
      ctx.db,
      shown.flatMap(({ own }) => own.map(({ id }) => id)),
    ),
    choicesOf(
      ctx.db,
      students.map(({ id }) => id),
    ),
  ]);
  const meetings = ahead(entered, asker.today, ctx.clock.now());
  const advisees = shown.map((pair) =>
    told(ctx, asker, pair, {
      open: open.get(pair.student.id) ?? [],
      choices: choices.filter(({ personId }) => personId === pair.student.id),
      meetings: meetings.filter(({ assignment }) => assignment.studentId === pair.student.id),
    }),
  );
  return adviseesList({ advisees, first, total: pairs.length, aPage: A_PAGE });
}

/** `/career advisees`, with part of a name for one of them. */
export async function showAdvisees(ctx: Context, asker: Asker, words: string): Promise<Message> {
  const pairs = await ownAdvisees(ctx, asker);
  const typed = words.trim().toLowerCase();
  if (typed === '') return listed(ctx, asker, pairs, 0);
  const named = pairs.filter(({ student }) => student.name.toLowerCase().includes(typed));
  return named.length === 0 ? noAdvisee({ words: words.trim() }) : listed(ctx, asker, named, 0);
}

/** `value` is the number of the first on a page; one that is none shows the first page. */
export async function turnAdvisees(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const pairs = await ownAdvisees(ctx, asker);
  const first = number.catch(0).parse(value);
  return listed(ctx, asker, pairs, first < pairs.length ? first : 0);
}
