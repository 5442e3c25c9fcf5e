// Who may do what, in one table: action x role x relation. What does not stand here is refused.
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
  'mentorship.mentor': { self: EVERYBODY },
  'mentorship.open': { self: EVERYBODY },
  'mentorship.keep-apart': { self: EVERYBODY },
  'mentorship.save-apart': { self: EVERYBODY },
  'mentorship.pick-apart': { self: EVERYBODY },
  'mentorship.ask': { self: ['student'] },
  'mentorship.send-request': { self: ['student'] },
  'mentorship.withdraw': { self: ['student'] },
  'mentorship.join': { self: ['peer-mentor'] },
  'mentorship.save-mentor': { self: ['peer-mentor'] },
  'mentorship.pause': { self: ['peer-mentor'] },
  'mentorship.resume': { self: ['peer-mentor'] },
  'mentorship.accept': { self: EVERYBODY },
  'mentorship.pass': { self: EVERYBODY },
  'mentorship.later': { self: EVERYBODY },
  'mentorship.meet': { self: EVERYBODY },
  'mentorship.save-meeting': { self: EVERYBODY },
  'mentorship.calendar-file': { self: EVERYBODY },
  'mentorship.met': { self: EVERYBODY },
  'mentorship.planned': { self: EVERYBODY },
  'mentorship.no-contact': { self: EVERYBODY },
  'mentorship.keep': { self: EVERYBODY },
  'mentorship.not-working': { self: EVERYBODY },
  'mentorship.happened': { self: EVERYBODY },
  'mentorship.overview': { program: ['staff'] },
  'mentorship.season': { program: ['staff'] },
  'mentorship.edit-season': { program: ['staff'] },
  'mentorship.set-season': { program: ['staff'] },
  'mentorship.close-season': { program: ['staff'] },
  'mentorship.choose-match': { program: ['staff'] },
  'mentorship.match': { program: ['staff'] },
  'mentorship.accept-for': { program: ['staff'] },
  'mentorship.pass-for': { program: ['staff'] },
  'mentorship.email': { program: ['staff'] },
  'mentorship.introduced': { program: ['staff'] },
  'mentorship.pairs': { program: ['staff'] },
  'mentorship.more-pairs': { program: ['staff'] },
  'mentorship.end-pair': { program: ['staff'] },
  'mentorship.draft': { program: ['staff'] },
  'mentorship.show-draft': { program: ['staff'] },
  'mentorship.more-draft': { program: ['staff'] },
  'mentorship.edit-draft': { program: ['staff'] },
  'mentorship.change-draft': { program: ['staff'] },
  'mentorship.drop-draft': { program: ['staff'] },
  'mentorship.publish': { program: ['staff'] },
  'mentorship.import-mentors': { program: ['staff'] },
  'mentorship.import-mentees': { program: ['staff'] },
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
