import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/domain/roles.ts';
import { UserError } from '../../src/errors.ts';
import { authorise, mayDo, PERMISSIONS } from '../../src/people/authorise.ts';

describe('who may do what', () => {
  it('is refused where it is not allowed: unknown actions, by anybody', () => {
    for (const action of ['', 'home', 'staff.everything', 'toString', '__proto__', 'constructor']) {
      expect(mayDo(action, { roles: ROLES }, 'self')).toBe(false);
      expect(mayDo(action, { roles: ROLES }, 'program')).toBe(false);
    }
  });

  it('is refused to somebody without a role', () => {
    for (const action of Object.keys(PERMISSIONS)) {
      expect(mayDo(action, { roles: [] }, 'self')).toBe(false);
      expect(mayDo(action, { roles: [] }, 'program')).toBe(false);
    }
  });

  it.each(['people.import-roster', 'calendar.import-sessions'])('%s is for staff, on the program only', (action) => {
    const allowed = ROLES.filter((role) => mayDo(action, { roles: [role] }, 'program'));
    expect(allowed).toEqual(['staff']);
    expect(mayDo(action, { roles: ['student', 'staff'] }, 'program')).toBe(true);
    expect(mayDo(action, { roles: ['staff'] }, 'self')).toBe(false);
  });

  it.each(['home.next', 'home.help', 'calendar.calendar', 'calendar.event', 'calendar.details'])(
    '%s is for everybody, on their own things only',
    (action) => {
      expect(ROLES.filter((role) => mayDo(action, { roles: [role] }, 'self'))).toEqual([...ROLES]);
      expect(ROLES.filter((role) => mayDo(action, { roles: [role] }, 'program'))).toEqual([]);
    },
  );

  it('is refused in words that say whom to ask', () => {
    expect(() => authorise('people.import-roster', { roles: ['student'] }, 'program')).toThrow(UserError);
    expect(() => authorise('people.import-roster', { roles: ['student'] }, 'program')).toThrow(/career planning staff/);
    expect(() => authorise('people.import-roster', { roles: ['staff'] }, 'program')).not.toThrow();
  });
});
