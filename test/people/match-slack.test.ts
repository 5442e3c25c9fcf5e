import { describe, expect, it } from 'vitest';
import { planSlackLinks } from '../../src/people/match-slack.ts';
import { member, person } from '../support/people-builders.ts';

const ada = person({ id: 1, emails: ['ada@example.edu', 'ada.berg@example.edu'] });

describe('matching people with members of the workspace', () => {
  it('goes by any address, the first that is there before the others', () => {
    expect(planSlackLinks([ada], [member('U2', 'ada.berg@example.edu')])).toEqual([
      { personId: 1, slackUserId: 'U2', timeZone: 'America/New_York' },
    ]);
    const both = [member('U2', 'ada.berg@example.edu'), member('U1', 'ada@example.edu')];
    expect(planSlackLinks([ada], both)).toMatchObject([{ slackUserId: 'U1' }]);
  });

  it('gives nothing where nothing differs from today', () => {
    const linked = { ...ada, slackUserId: 'U1', timeZone: 'America/New_York' };
    expect(planSlackLinks([linked], [member('U1', 'ada@example.edu')])).toEqual([]);
  });

  it('follows a changed time zone, also to none', () => {
    const linked = { ...ada, slackUserId: 'U1', timeZone: 'America/New_York' };
    expect(planSlackLinks([linked], [member('U1', 'ada@example.edu', { timeZone: 'Asia/Tokyo' })])).toMatchObject([
      { timeZone: 'Asia/Tokyo' },
    ]);
    expect(planSlackLinks([linked], [member('U1', 'ada@example.edu', { timeZone: null })])).toMatchObject([
      { timeZone: null },
    ]);
  });

  it('takes the account that is active where an older one has the same address', () => {
    const members = [member('U2', 'ada@example.edu'), member('U1', 'ada@example.edu', { active: false })];
    expect(planSlackLinks([ada], members)).toMatchObject([{ slackUserId: 'U2' }]);
    expect(planSlackLinks([ada], [...members].reverse())).toMatchObject([{ slackUserId: 'U2' }]);
  });

  it.each([
    ['is gone', []],
    ['has left', [member('U1', 'ada@example.edu', { active: false })]],
    ['has an address of somebody else', [member('U1', 'bo@example.edu')]],
  ])('unties somebody whose member %s', (_, members) => {
    const linked = { ...ada, slackUserId: 'U1', timeZone: 'America/New_York' };
    expect(planSlackLinks([linked], members)).toEqual([{ personId: 1, slackUserId: null, timeZone: null }]);
  });

  it('keeps a tie whose member is there and shows no address, as without the scope that shows them', () => {
    const linked = { ...ada, slackUserId: 'U1', timeZone: 'Asia/Tokyo' };
    expect(planSlackLinks([linked], [member('U1', null)])).toEqual([]);
  });

  it('ignores the inactive, those without an address, and those whom the program does not know', () => {
    const members = [
      member('U1', 'ada@example.edu', { active: false }),
      member('U2', null),
      member('U3', 'stranger@example.edu'),
    ];
    expect(planSlackLinks([ada, person({ id: 2, emails: [] })], members)).toEqual([]);
  });
});
