// A student's advising team, and a text for an e-mail to somebody of it who is outside Slack.
import type { Context } from '../../../context.ts';
import type { AssignmentKind } from '../../../domain/advising.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, type OpenMilestone, openMilestonesFrom } from '../../../feature.ts';
import { headingOf } from '../../../people/heading.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import { findPersonById, peopleByIds } from '../../../people/store.ts';
import { type AdvisingRole, roleText } from '../../../program/program.ts';
import type { ButtonSpec, Message } from '../../../slack/blocks.ts';
import { joinedLine, type Line, plainLine, whenLine } from '../../../slack/upcoming-line.ts';
import { chooseButton, emailButton, meetingButtons, metButton } from '../messages/ids.ts';
import { emailAnswer, teamAnswer } from '../messages/index.ts';
import type { TeamRole } from '../messages/team-answer.ts';
import { type Appointment, ahead } from '../rules/appointment.ts';
import { type Assignment, isActive } from '../rules/assignment.ts';
import { meetingNow, nextMeeting } from '../rules/meeting.ts';
import { kindOfRole, teamOf } from '../rules/team.ts';
import { appointmentsOf } from '../store/appointments.ts';
import { advisorsOf, findAssignment } from '../store/assignments.ts';
import { type Choice, choicesOf } from '../store/choices.ts';
import { namesIn } from '../store/people.ts';
import { appointmentLine } from './meetings-ahead.ts';
import { asText, number, reachText, specialtyName } from './named.ts';

const NO_STUDENT =
  'An advising team is what students have here. `/career advisees` shows whom you advise; `/career help` what else there is.';

/** What is known of one student before it is told role by role. */
interface Known {
  ctx: Context;
  asker: Asker;
  own: readonly Assignment[];
  advisors: ReadonlyMap<number, Person>;
  choices: readonly Choice[];
  open: readonly OpenMilestone[];
  /** When they meet, the next time first. */
  meetings: readonly Appointment[];
  /** Advisors of the student's Society. */
  ofSociety: readonly string[];
}

/** A milestone and when it is to be done. */
export function meetingLine({ title, when }: OpenMilestone, zone: string): Line {
  return joinedLine([plainLine(title), whenLine(when, zone)]);
}

function withoutRasa({ own, choices }: Known): string[] {
  const found = own.flatMap(({ kind, specialty }) => (kind === 'rasa' ? (specialty ?? []) : []));
  return choices.filter((one) => one.needsRasa && !found.includes(one.specialty)).map(({ specialty }) => specialty);
}

function holdersOf(known: Known, role: AdvisingRole): string[] {
  const { ctx, asker, own, advisors } = known;
  const kind = kindOfRole(role);
  if (kind === null)
    return role.contacts
      .filter((id) => ctx.program.holders(id, asker.today).length > 0)
      .map((id) => roleText(ctx.program, id, asker.today));
  const assigned = own
    .filter((one) => one.kind === kind)
    .flatMap(({ advisorId, specialty }) => {
      const advisor = advisors.get(advisorId);
      if (!advisor) return [];
      return specialty === null
        ? reachText(advisor)
        : `${reachText(advisor)} for ${specialtyName(ctx.program, specialty)}`;
    });
  if (kind !== 'rasa' || assigned.length === 0) return assigned;
  const waiting = withoutRasa(known).map((id) => `${specialtyName(ctx.program, id)}: not yet assigned`);
  return [...assigned, ...waiting];
}

/** Nobody is assigned: how that comes about. */
function missingText(known: Known, role: AdvisingRole): string | null {
  const { ctx, choices, ofSociety } = known;
  switch (kindOfRole(role)) {
    case null:
      return null;
    case 'society-advisor':
      return `not yet assigned. ${ofSociety.length > 0 ? `Advisors of your Society: ${ofSociety.join(', ')}. ` : ''}The career planning staff can tell you whose advisee you are: \`/career ask\`.`;
    case 'rasa': {
      const waiting = withoutRasa(known).map((id) => specialtyName(ctx.program, id));
      if (waiting.length > 0) return `not yet assigned for ${waiting.join(', ')}; staff are choosing somebody for you.`;
      if (choices.length > 0) return 'none is needed for what you apply in.';
      return 'not yet assigned. Here is how: choose your specialties below, and staff choose a RASA for each.';
    }
    default:
      return 'not yet assigned. `/career ask` finds you somebody.';
  }
}

/** What one can do about meeting each who holds a role; named where they are several. */
function eachOf({ own, advisors, meetings }: Known, role: AdvisingRole): ButtonSpec[][] {
  const assigned = own.filter(({ kind }) => kind === kindOfRole(role));
  return assigned.map(({ id, advisorId }) => {
    const entered = meetings.find(({ assignment }) => assignment.id === id);
    return meetingButtons(id, entered, assigned.length > 1 ? (advisors.get(advisorId)?.name ?? null) : null);
  });
}

function buttonsOf(known: Known, role: AdvisingRole): ButtonSpec[] {
  const { asker, own, advisors, open, choices } = known;
  const kind = kindOfRole(role);
  if (kind === null) return [];
  const assigned = own.filter((one) => one.kind === kind);
  const meeting = meetingNow(open, kind, asker.today);
  // A specialty mentor is met like a RASA; where there is none, one button is enough.
  const meets = meeting !== undefined && (kind !== 'specialty-mentor' || assigned.length > 0);
  const outside = assigned.filter(({ advisorId }) => advisors.get(advisorId)?.slackUserId === null);
  return [
    ...(meets ? [metButton(meeting.id)] : []),
    ...(assigned.length === 1 ? eachOf(known, role).flat() : []),
    ...(kind === 'rasa'
      ? [chooseButton(choices.length === 0 ? 'Choose my specialties' : 'Change my specialties')]
      : []),
    ...outside.slice(0, 1).map(({ id }) => emailButton(id)),
  ];
}

/** The next time they meet as somebody entered it, with the milestone that it is for. */
function nextTime(known: Known, kind: AssignmentKind | null, next: OpenMilestone | undefined): Line | null {
  const { asker, own, advisors } = known;
  const entered = known.meetings.find(({ assignment }) => assignment.kind === kind);
  if (!entered) return next ? meetingLine(next, asker.zone) : null;
  const isOneOfSeveral = own.filter((one) => one.kind === kind).length > 1;
  const other = isOneOfSeveral ? (advisors.get(entered.assignment.advisorId)?.name ?? null) : null;
  return joinedLine([appointmentLine(entered, asker.zone, other), next ? plainLine(next.title) : null]);
}

function told(known: Known, role: AdvisingRole, withButtons: boolean): TeamRole {
  const { asker, open } = known;
  const kind = kindOfRole(role);
  // A specialty mentor is met like a RASA; of somebody who is not there yet nothing is said.
  const isTold = kind !== 'specialty-mentor' || known.own.some((one) => one.kind === kind);
  const next = kind === null || !isTold ? undefined : nextMeeting(open, kind, asker.today);
  const { society } = asker.person;
  return {
    title: role.ofSociety && society !== null ? `${role.title} of ${society}` : role.title,
    who: role.who,
    purpose: role.purpose,
    bring: role.bring,
    reach: role.reach,
    holders: holdersOf(known, role),
    missing: missingText(known, role),
    meeting: nextTime(known, kind, next),
    buttons: withButtons ? buttonsOf(known, role) : [],
    each: withButtons && known.own.filter((one) => one.kind === kind).length > 1 ? eachOf(known, role) : [],
  };
}

/** Who helps a student now and in the next phase. */
export async function showTeam(ctx: Context, asker: Asker): Promise<Message> {
  const { person, today } = asker;
  const { now, next } = teamOf(ctx.program, person, today);
  const [own, choices, open, ofSociety] = await Promise.all([
    advisorsOf(ctx.db, [person.id], today),
    choicesOf(ctx.db, [person.id]),
    openMilestonesFrom(ctx, [person]),
    person.society === null ? [] : namesIn(ctx.db, 'society-advisor', person.society),
  ]);
  const [advisors, entered] = await Promise.all([
    peopleByIds(
      ctx.db,
      own.map(({ advisorId }) => advisorId),
    ),
    appointmentsOf(
      ctx.db,
      own.map(({ id }) => id),
    ),
  ]);
  const known: Known = {
    ctx,
    asker,
    own,
    advisors: new Map(advisors.map((advisor) => [advisor.id, advisor])),
    choices,
    open: open.get(person.id) ?? [],
    meetings: ahead(entered, today, ctx.clock.now()),
    ofSociety,
  };
  const standing = personStanding(ctx.program, person, today);
  const nobody = 'There is nobody to list for you at present. The career planning staff are there for any question.';
  return teamAnswer({
    heading: headingOf(ctx.program, person, today),
    note: standing === null ? NO_STUDENT : now.length === 0 && next.length === 0 ? nobody : null,
    now: now.map((role) => told(known, role, true)),
    next: next.map((role) => told(known, role, false)),
  });
}

const GONE = 'That is not in your list any more. `/career advisors` or `/career advisees` shows how things stand.';

/** A text to copy, for the student or the advisor of an assignment; `value` is its id. Anybody else's is answered as one that is not there. */
export async function draftEmail(ctx: Context, { person, today }: Asker, value: string): Promise<Message> {
  const id = number.safeParse(value);
  const found = id.success ? await findAssignment(ctx.db, id.data) : undefined;
  const otherId = found && (found.studentId === person.id ? found.advisorId : found.studentId);
  const isOwn = found && (found.studentId === person.id || found.advisorId === person.id) && isActive(found, today);
  const other = isOwn && otherId !== undefined ? await findPersonById(ctx.db, otherId) : undefined;
  if (!found || !other?.active) throw new UserError(GONE);
  const as = asText(ctx.program, found);
  const isStudent = found.studentId === person.id;
  return emailAnswer({
    intro: `${other.name} is not in this workspace. Here is a text to copy into an e-mail:`,
    draft: {
      to: other.emails.slice(0, 1),
      subject: isStudent ? `Meeting with my ${as}` : `Meeting with your ${as}`,
      lines: [
        `Dear ${other.name},`,
        isStudent
          ? `you are my ${as}. When would half an hour suit you?`
          : `I am your ${as}. When would half an hour suit you?`,
        'With kind regards,',
        person.name,
      ],
    },
  });
}
