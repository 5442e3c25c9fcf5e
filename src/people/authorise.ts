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
  'interviews.interview': { self: EVERYBODY },
  'interviews.sign-up': { self: EVERYBODY },
  'interviews.save-sign-up': { self: EVERYBODY },
  'interviews.withdraw': { self: EVERYBODY },
  'interviews.offer': { self: EVERYBODY },
  'interviews.save-offer': { self: EVERYBODY },
  'interviews.confirm': { self: EVERYBODY },
  'interviews.cannot': { self: EVERYBODY },
  'interviews.late': { self: EVERYBODY },
  'interviews.file': { self: EVERYBODY },
  'interviews.stand-in': { self: EVERYBODY },
  'interviews.not-stand-in': { self: EVERYBODY },
  'interviews.give-feedback': { self: EVERYBODY },
  'interviews.save-feedback': { self: EVERYBODY },
  'interviews.not-held': { self: EVERYBODY },
  'interviews.read-feedback': { self: EVERYBODY },
  'interviews.share': { self: EVERYBODY },
  'interviews.save-share': { self: EVERYBODY },
  'interviews.show': { self: EVERYBODY },
  'interviews.staff': { program: ['staff'] },
  'interviews.round': { program: ['staff'] },
  'interviews.open-round': { program: ['staff'] },
  'interviews.save-round': { program: ['staff'] },
  'interviews.ask-more': { program: ['staff'] },
  'interviews.match': { program: ['staff'] },
  'interviews.list-day': { program: ['staff'] },
  'interviews.list-specialty': { program: ['staff'] },
  'interviews.change': { program: ['staff'] },
  'interviews.save-change': { program: ['staff'] },
  'interviews.find': { program: ['staff'] },
  'interviews.save-find': { program: ['staff'] },
  'interviews.relax': { program: ['staff'] },
  'interviews.save-relax': { program: ['staff'] },
  'interviews.publish': { program: ['staff'] },
  'interviews.answer-for': { program: ['staff'] },
  'interviews.choose-answer': { program: ['staff'] },
  'interviews.outside': { program: ['staff'] },
  'interviews.outside-file': { program: ['staff'] },
  'interviews.confirm-for': { program: ['staff'] },
  'interviews.cannot-for': { program: ['staff'] },
  'interviews.close-round': { program: ['staff'] },
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
