// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import type { Override } from '../../../domain/standing.ts';
import type { WhatChanges } from '../rules/standing-change.ts';
import { ownPage, personChanged, proposalDecided, proposalForStaff, proposalList, proposalSettled } from './answers.ts';
import { changePreview, endAsked, leaveAsked, overrideAsked, rolesAsked } from './change-forms.ts';
import { PREVIEW_OVERRIDE, SAVE_OVERRIDE } from './ids.ts';
import { type PersonPage, peopleFound, personAsked, personPage } from './person-page.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'Somebody With A Rather Long Name '.repeat(3).trim();

const leave: Override = { kind: 'leave', value: 'leave', from: '2027-01-15', to: '2028-01-15' };
const others: Override[] = [
  { kind: 'class', value: 2029, from: '2026-07-01', to: null },
  { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: '2027-07-01' },
  { kind: 'cycle', value: 2029, from: '2027-07-01', to: null },
  { kind: 'track', value: 'hst', from: '2026-08-01', to: null },
  { kind: 'phase', value: 'post-pce', from: '2026-08-01', to: null },
];

const nothing: WhatChanges = { standing: [], comes: [], goes: [], reminders: { before: 0, after: 0 } };
const away: WhatChanges = {
  standing: [
    {
      from: '2027-01-15',
      before: 'PCE month 4 of 12, Pathways, class of 2029',
      after: 'On leave until January 15, 2028',
    },
  ],
  comes: ['Careers in Medicine assessment, April 2028'],
  goes: ['Class Meeting: The Road to Residency, Part I, January 21, 2027'],
  reminders: { before: 4, after: 0 },
};
const much: WhatChanges = {
  standing: Array.from({ length: 30 }, () => ({ from: '2027-01-15', before: LONG, after: LONG })),
  comes: Array.from({ length: 60 }, (_, at) => `${LONG} ${at}`),
  goes: Array.from({ length: 60 }, (_, at) => `${LONG} ${at}`),
  reminders: { before: 99, after: 0 },
};
const hostile: WhatChanges = {
  standing: [{ from: '2027-01-15', before: HOSTILE, after: HOSTILE }],
  comes: [HOSTILE],
  goes: [HOSTILE],
  reminders: { before: 1, after: 1 },
};

const staff: PersonPage = {
  id: 4,
  name: 'Rosa Example',
  heading: 'Staff',
  emails: ['rosa@example.edu'],
  isActive: true,
  isStudent: false,
  inSlack: true,
  roles: 'Staff',
  society: null,
  specialties: [],
  overrides: [],
  actsOn: true,
};

const own = { heading: 'PCE month 3 of 12, Pathways, class of 2029', emails: ['ada@example.edu'], society: null };

export const examples = {
  personPage: {
    shortest: personPage(staff),
    hasLeft: personPage({ ...staff, isActive: false, inSlack: false }),
    usual: personPage({
      ...staff,
      name: 'Ada Sample',
      heading: 'PCE month 3 of 12, Pathways, class of 2029',
      isStudent: true,
      roles: 'Student',
      society: 'Castle',
      specialties: ['Dermatology'],
      overrides: [leave],
    }),
    longest: personPage({
      ...staff,
      name: LONG.repeat(3),
      emails: Array.from({ length: 20 }, () => 'somebody.with.a.long.address@hospital.example.edu'),
      isStudent: true,
      overrides: Array.from({ length: 30 }, () => leave),
    }),
    hostile: personPage({
      ...staff,
      name: HOSTILE,
      heading: HOSTILE,
      emails: [HOSTILE],
      roles: HOSTILE,
      society: HOSTILE,
      specialties: [HOSTILE],
    }),
  },
  peopleFound: {
    shortest: peopleFound({ words: 'nobody', people: [] }),
    longest: peopleFound({
      words: 'a'.repeat(200),
      people: Array.from({ length: 100 }, (_, id) => ({ id, name: LONG, email: 'a@example.edu', hasLeft: id === 3 })),
    }),
    hostile: peopleFound({ words: HOSTILE, people: [{ id: 1, name: HOSTILE, email: HOSTILE, hasLeft: false }] }),
  },
  personAsked: { shortest: personAsked(), longest: personAsked(), hostile: personAsked() },
  rolesAsked: {
    shortest: rolesAsked({ id: 4, name: 'Rosa Example', roles: [] }),
    longest: rolesAsked({ id: 4, name: LONG.repeat(20), roles: ['student', 'staff', 'rasa'] }),
    hostile: rolesAsked({ id: 4, name: HOSTILE, roles: ['staff'] }),
  },
  overrideAsked: {
    shortest: overrideAsked({
      action: PREVIEW_OVERRIDE,
      value: '4',
      intro: 'An override of Ada Sample',
      choices: [{ label: 'PhD years', value: 'phd' }],
      today: '2026-12-01',
    }),
    longest: overrideAsked({
      action: PREVIEW_OVERRIDE,
      value: '4',
      intro: LONG.repeat(40),
      choices: Array.from({ length: 120 }, (_, at) => ({ label: LONG, value: `class ${at}` })),
      today: '2026-12-01',
    }),
    hostile: overrideAsked({
      action: PREVIEW_OVERRIDE,
      value: '4',
      intro: HOSTILE,
      choices: [{ label: HOSTILE, value: 'phd' }],
      today: '2026-12-01',
    }),
  },
  endAsked: {
    shortest: endAsked({ value: '4/leave/2027-01-15', override: leave, today: '2026-12-01' }),
    longest: endAsked({ value: '4/leave/2027-01-15', override: leave, today: '2027-06-01' }),
    hostile: endAsked({ value: '4/leave/2027-01-15', override: leave, today: '2026-12-01' }),
  },
  changePreview: {
    shortest: preview('Ada Sample: PhD years', nothing),
    usual: preview('Ada Sample: Leave from January 15, 2027, back on January 15, 2028', away),
    longest: preview(LONG.repeat(10), much),
    hostile: preview(HOSTILE, hostile),
  },
  leaveAsked: {
    shortest: leaveAsked({ id: 4, name: 'Ada Sample', places: 0 }),
    longest: leaveAsked({ id: 4, name: LONG.repeat(20), places: 12 }),
    hostile: leaveAsked({ id: 4, name: HOSTILE, places: 1 }),
  },
  personChanged: {
    shortest: personChanged({ text: 'Nothing was changed.', auditId: null }),
    longest: personChanged({ text: LONG.repeat(40), auditId: 12 }),
    hostile: personChanged({ text: HOSTILE, auditId: 12 }),
  },
  ownPage: {
    shortest: ownPage({ ...own, heading: 'Staff', specialties: [], overrides: [], isStudent: false, proposals: [] }),
    longest: ownPage({
      ...own,
      society: 'Castle',
      specialties: Array.from({ length: 20 }, () => LONG),
      overrides: Array.from({ length: 4 }, () => others).flat(),
      isStudent: true,
      proposals: [leave, ...others].map((override, id) => ({ id, override })),
    }),
    hostile: ownPage({
      heading: HOSTILE,
      emails: [HOSTILE],
      society: HOSTILE,
      specialties: [HOSTILE],
      overrides: [],
      isStudent: true,
      proposals: [],
    }),
  },
  proposalForStaff: {
    shortest: proposalForStaff({ id: 3, name: 'Ada Sample', override: leave, changes: away }),
    longest: proposalForStaff({ id: 3, name: LONG.repeat(9), override: leave, changes: much }),
    hostile: proposalForStaff({ id: 3, name: HOSTILE, override: leave, changes: hostile }),
  },
  proposalSettled: {
    shortest: proposalSettled({ name: null, override: leave, outcome: 'withdrawn', by: null }),
    usual: proposalSettled({ name: 'Ada Sample', override: leave, outcome: 'confirmed', by: 'Rosa Example' }),
    refused: proposalSettled({ name: 'Ada Sample', override: leave, outcome: 'refused', by: 'Rosa Example' }),
    withdrawn: proposalSettled({ name: 'Ada Sample', override: leave, outcome: 'withdrawn', by: null }),
    longest: proposalSettled({ name: LONG.repeat(9), override: leave, outcome: 'refused', by: LONG.repeat(9) }),
    hostile: proposalSettled({ name: HOSTILE, override: leave, outcome: 'confirmed', by: HOSTILE }),
  },
  proposalDecided: {
    shortest: proposalDecided({ override: leave, isConfirmed: true }),
    longest: proposalDecided({ override: leave, isConfirmed: false }),
    hostile: proposalDecided({ override: leave, isConfirmed: false }),
  },
  proposalList: {
    shortest: proposalList({ proposals: [] }),
    longest: proposalList({
      proposals: Array.from({ length: 40 }, (_, id) => ({ id, name: LONG.repeat(5), override: leave })),
    }),
    hostile: proposalList({ proposals: [{ id: 1, name: HOSTILE, override: leave }] }),
  },
};

function preview(heading: string, changes: WhatChanges) {
  return changePreview({ action: SAVE_OVERRIDE, value: '4/phd', submit: 'Save', heading, changes });
}
