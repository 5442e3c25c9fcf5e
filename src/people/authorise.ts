// Who may do what, in one table: action x role x relation. What does not stand here is refused.
import { ASSIGNMENT_KINDS } from '../domain/advising.ts';
import { CASE_QUEUES } from '../domain/asks.ts';
import { ROLES, type Role } from '../domain/roles.ts';
import { UserError } from '../errors.ts';
import type { Person } from './person.ts';

/**
 * How the asker stands to what an action touches: their own things, the program and the people in it, a student whom they advise,
 * somebody they were brought together with. Whoever calls `authorise` has made sure that they do.
 */
export type Relation = 'self' | 'program' | 'advisee' | 'partner';

type Permission = Partial<Record<Relation, readonly Role[]>>;

const EVERYBODY: readonly Role[] = ROLES;
/** Those who answer what students ask. */
const ANSWERERS: readonly Role[] = CASE_QUEUES;
/** Those to whom students are assigned. */
const ADVISORS: readonly Role[] = ASSIGNMENT_KINDS;

/** A listener's name is its action here; the architecture test finds one that is missing, and one that nothing uses. */
export const PERMISSIONS = {
  'home.next': { self: EVERYBODY },
  'home.help': { self: EVERYBODY },
  'home.opened': { self: EVERYBODY },
  'home.direct-message': { self: EVERYBODY },
  'calendar.calendar': { self: EVERYBODY },
  'calendar.earlier': { self: EVERYBODY },
  'calendar.later': { self: EVERYBODY },
  'calendar.event': { self: EVERYBODY },
  'calendar.details': { self: EVERYBODY },
  'calendar.add': { self: EVERYBODY },
  'calendar.google': { self: EVERYBODY },
  'calendar.outlook': { self: EVERYBODY },
  'calendar.file': { self: EVERYBODY },
  'calendar.import-sessions': { program: ['staff'] },
  'calendar.import-recordings': { program: ['staff'] },
  'calendar.date-session': { program: ['staff'] },
  'calendar.move-session': { program: ['staff'] },
  'calendar.cancel-session': { program: ['staff'] },
  'calendar.close-day': { program: ['staff'] },
  'calendar.list-sessions': { program: ['staff'] },
  'calendar.set-date': { program: ['staff'] },
  'calendar.clear-date': { program: ['staff'] },
  'calendar.list-dates': { program: ['staff'] },
  'rsvp.going': { self: EVERYBODY },
  'rsvp.not-going': { self: EVERYBODY },
  'rsvp.take-place': { self: EVERYBODY },
  'rsvp.pass-on': { self: EVERYBODY },
  'rsvp.list': { program: ['staff'] },
  'outbox.list': { program: ['staff'] },
  'outbox.retry': { program: ['staff'] },
  'outbox.drop': { program: ['staff'] },
  'outbox.hold': { program: ['staff'] },
  'outbox.resume': { program: ['staff'] },
  'milestones.todo': { self: EVERYBODY },
  'milestones.open': { self: EVERYBODY },
  'milestones.steps': { self: EVERYBODY },
  'milestones.earlier': { self: EVERYBODY },
  'milestones.later': { self: EVERYBODY },
  'milestones.tick': { self: EVERYBODY },
  'milestones.done': { self: EVERYBODY },
  'milestones.undo': { self: EVERYBODY },
  'milestones.remind': { self: EVERYBODY },
  'milestones.not-for-me': { self: EVERYBODY },
  'milestones.wave': { self: EVERYBODY },
  'advising.advisors': { self: EVERYBODY },
  'advising.team': { self: EVERYBODY },
  'advising.email': { self: EVERYBODY },
  'advising.met': { self: ['student'] },
  'advising.undo-met': { self: ['student'] },
  'advising.advisees': { self: ADVISORS },
  'advising.advisees-earlier': { self: ADVISORS },
  'advising.advisees-later': { self: ADVISORS },
  'advising.met-advisee': { advisee: ADVISORS, program: ['staff'] },
  'advising.undo-met-advisee': { advisee: ADVISORS },
  'advising.choose': { self: ['student'] },
  'advising.save-choice': { self: ['student'] },
  'advising.rasas': { program: ['staff'] },
  'advising.show-rasas': { program: ['staff'] },
  'advising.confirm-rasa': { program: ['staff'] },
  'advising.other-rasa': { program: ['staff'] },
  'advising.name-rasa': { program: ['staff'] },
  'advising.assignments': { program: ['staff'] },
  'advising.assign': { program: ['staff'] },
  'advising.save-assignment': { program: ['staff'] },
  'advising.end-assignment': { program: ['staff'] },
  'advising.import-assignments': { program: ['staff'] },
  'advising.import-rasas': { program: ['staff'] },
  'asks.ask': { self: ['student'] },
  'asks.new-alumni-advisor': { self: ['student'] },
  'asks.new-specialty-mentor': { self: ['student'] },
  'asks.new-shadowing': { self: ['student'] },
  'asks.new-step-1': { self: ['student'] },
  'asks.new-question': { self: ['student'] },
  'asks.send': { self: ['student'] },
  'asks.own': { self: ['student'] },
  'asks.own-case': { self: ['student'] },
  'asks.withdraw': { self: ['student'] },
  'asks.cases': { program: ANSWERERS },
  'asks.staff-cases': { program: ['staff'] },
  'asks.queue': { program: ANSWERERS },
  'asks.open': { program: ANSWERERS },
  'asks.claim': { program: ANSWERERS },
  'asks.give-back': { program: ANSWERERS },
  'asks.reply': { program: ANSWERERS },
  'asks.send-reply': { program: ANSWERERS },
  'asks.connect': { program: ANSWERERS },
  'asks.send-connect': { program: ANSWERERS },
  'asks.close': { program: ANSWERERS },
  'asks.pick-person': { program: ANSWERERS },
  'specialties.specialty': { self: EVERYBODY },
  'specialties.show': { self: EVERYBODY },
  'specialties.follow': { self: EVERYBODY },
  'specialties.unfollow': { self: EVERYBODY },
  'reminders.snooze': { self: EVERYBODY },
  'reminders.fewer': { self: EVERYBODY },
  'reminders.more': { self: EVERYBODY },
  'reminders.quiet-until': { self: EVERYBODY },
  'reminders.quiet-day': { self: EVERYBODY },
  'reminders.speak-again': { self: EVERYBODY },
  'reminders.remind-me': { self: EVERYBODY },
  'settings.settings': { self: EVERYBODY },
  'settings.open': { self: EVERYBODY },
  'settings.save': { self: EVERYBODY },
  'staff.staff': { program: ['staff'] },
  'staff.undo': { program: ['staff'] },
  'staff.pick-person': { program: ['staff'] },
  'staff.import-page': { program: ['staff'] },
  'staff.look-through': { program: ['staff'] },
  'staff.map-columns': { program: ['staff'] },
  'staff.import': { program: ['staff'] },
  'staff.import-again': { program: ['staff'] },
  'staff.export-page': { program: ['staff'] },
  'staff.export': { program: ['staff'] },
  'staff.audit-page': { program: ['staff'] },
  'staff.audit': { program: ['staff'] },
  'people.me': { self: EVERYBODY },
  'people.propose': { self: ['student'] },
  'people.preview-proposal': { self: ['student'] },
  'people.send-proposal': { self: ['student'] },
  'people.withdraw': { self: ['student'] },
  'people.person': { program: ['staff'] },
  'people.open': { program: ['staff'] },
  'people.find': { program: ['staff'] },
  'people.roles': { program: ['staff'] },
  'people.save-roles': { program: ['staff'] },
  'people.add-override': { program: ['staff'] },
  'people.preview-override': { program: ['staff'] },
  'people.save-override': { program: ['staff'] },
  'people.end-override': { program: ['staff'] },
  'people.preview-end': { program: ['staff'] },
  'people.save-end': { program: ['staff'] },
  'people.leave': { program: ['staff'] },
  'people.save-leave': { program: ['staff'] },
  'people.return': { program: ['staff'] },
  'people.proposals': { program: ['staff'] },
  'people.confirm': { program: ['staff'] },
  'people.refuse': { program: ['staff'] },
  'people.import-specialty-mentors': { program: ['staff'] },
  'people.import-alumni': { program: ['staff'] },
  'people.import-roster': { program: ['staff'] },
} satisfies Record<string, Permission>;

export type Action = keyof typeof PERMISSIONS;

export function mayDo(action: string, person: Pick<Person, 'roles'>, relation: Relation): boolean {
  const permissions: Record<string, Permission> = PERMISSIONS;
  const roles = permissions[action]?.[relation] ?? [];
  return person.roles.some((role) => roles.includes(role));
}

/** Throws a UserError where the person may not do this; an action that is not in the table is refused to all. */
export function authorise(action: string, person: Pick<Person, 'roles'>, relation: Relation): void {
  if (mayDo(action, person, relation)) return;
  throw new UserError(
    "That isn't open to your role here. If you think it should be, please ask the career planning staff.",
  );
}
