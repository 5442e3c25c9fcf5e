// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { HelpLine } from '../../../feature.ts';
import { type ActsListed, actsListed } from './acts-listed.ts';
import {
  columnsAsked,
  differenceShown,
  importAsked,
  importDone,
  mistakesShown,
  tableExported,
  tablesListed,
} from './import-forms.ts';
import { actUndone, staffOverview } from './overview.ts';

const page: HelpLine = { usage: 'staff audit Ada Lovelace', text: 'who did what to somebody, and when' };
const HOSTILE = '<!channel> *bold* & <https://example.edu|x>';
const LONG = 'A rather long line about somebody with a rather long name '.repeat(8);

const people = {
  table: 'people',
  title: 'People',
  required: ['name', 'emails', 'roles'],
  optional: ['class', 'track'],
};
const difference = {
  auditId: null,
  added: 1,
  changed: 1,
  unchanged: 40,
  lines: ['Ada Sample (ada@example.edu): new', 'Bo Sample (bo@example.edu): roles'],
};
const nothing = { auditId: null, added: 0, changed: 0, unchanged: 2, lines: [] };
const much = {
  auditId: null,
  added: 2000,
  changed: 48_000,
  unchanged: 0,
  lines: Array.from({ length: 50_000 }, () => LONG),
};
const hostileDifference = { auditId: null, added: 1, changed: 0, unchanged: 0, lines: [HOSTILE] };

const acts: ActsListed = {
  personId: 7,
  name: 'Ada Sample',
  acts: [
    {
      id: 12,
      at: Temporal.Instant.from('2026-12-01T14:00:00Z'),
      text: 'Rosa Example changed roles: Ada Sample',
      canUndo: true,
      undoneBy: null,
    },
    {
      id: 11,
      at: Temporal.Instant.from('2026-11-30T14:00:00Z'),
      text: 'Rosa Example added an override: Ada Sample',
      canUndo: false,
      undoneBy: 'Rosa Example',
    },
  ],
  offset: 0,
  hasOlder: false,
  pageSize: 10,
  zone: 'America/New_York',
};
const [first] = acts.acts;

export const examples = {
  staffOverview: {
    shortest: staffOverview({ misread: null, pages: [page] }),
    longest: staffOverview({
      misread: { word: 'a word that is no page '.repeat(20), near: 'audit' },
      pages: Array.from({ length: 20 }, () => ({ ...page, text: 'what one can do there, at some length '.repeat(8) })),
    }),
    hostile: staffOverview({ misread: { word: HOSTILE, near: undefined }, pages: [{ usage: HOSTILE, text: HOSTILE }] }),
  },
  actUndone: {
    shortest: actUndone({ text: 'Taken back.' }),
    longest: actUndone({ text: 'Taken back, with all that hung on it, which is a lot. '.repeat(80) }),
    hostile: actUndone({ text: HOSTILE }),
  },
  importAsked: {
    shortest: importAsked({ tables: [people], chosen: 'people' }),
    longest: importAsked({
      tables: Array.from({ length: 30 }, (_, at) => ({ ...people, table: `table-${at}`, title: LONG.slice(0, 90) })),
      chosen: undefined,
    }),
    hostile: importAsked({
      tables: [{ table: 'people', title: HOSTILE, required: [HOSTILE], optional: [HOSTILE] }],
      chosen: undefined,
    }),
  },
  columnsAsked: {
    shortest: columnsAsked({
      number: 3,
      title: 'People',
      unknown: [{ written: 'Mail', guess: 'emails' }],
      remembered: [],
      columns: ['name', 'emails'],
    }),
    longest: columnsAsked({
      number: 3,
      title: LONG,
      unknown: Array.from({ length: 120 }, () => ({ written: LONG, guess: undefined })),
      remembered: Array.from({ length: 60 }, () => LONG),
      columns: ['name', 'emails'],
    }),
    hostile: columnsAsked({
      number: 3,
      title: HOSTILE,
      unknown: [{ written: HOSTILE, guess: undefined }],
      remembered: [HOSTILE],
      columns: ['name'],
    }),
  },
  differenceShown: {
    shortest: differenceShown({ number: 3, title: 'People', difference: nothing, remembered: [], isOther: false }),
    usual: differenceShown({ number: 3, title: 'People', difference, remembered: ['Mail → emails'], isOther: false }),
    longest: differenceShown({
      number: 3,
      title: LONG.slice(0, 80),
      difference: much,
      remembered: Array.from({ length: 60 }, () => LONG),
      isOther: true,
    }),
    hostile: differenceShown({
      number: 3,
      title: HOSTILE,
      difference: hostileDifference,
      remembered: [HOSTILE],
      isOther: false,
    }),
  },
  mistakesShown: {
    shortest: mistakesShown({ number: 3, title: 'People', problems: ['line 4, emails: "x" is no e-mail address'] }),
    longest: mistakesShown({ number: 3, title: 'People', problems: Array.from({ length: 200 }, () => LONG) }),
    hostile: mistakesShown({ number: 3, title: HOSTILE, problems: [HOSTILE] }),
  },
  importDone: {
    shortest: importDone({ title: 'People', difference: nothing, after: null }),
    usual: importDone({ title: 'People', difference: { ...difference, auditId: 7 }, after: null }),
    longest: importDone({ title: 'People', difference: { ...much, auditId: 7 }, after: LONG.repeat(3) }),
    hostile: importDone({ title: HOSTILE, difference: hostileDifference, after: HOSTILE }),
  },
  tablesListed: {
    shortest: tablesListed({ tables: [people], misread: null }),
    longest: tablesListed({ tables: Array.from({ length: 60 }, () => ({ ...people, title: LONG })), misread: LONG }),
    hostile: tablesListed({ tables: [{ table: 'people', title: HOSTILE }], misread: HOSTILE }),
  },
  tableExported: {
    shortest: tableExported({ title: 'People', table: 'people', csv: 'name\n' }),
    longest: tableExported({ title: LONG, table: 'people', csv: 'name\n' }),
    hostile: tableExported({ title: HOSTILE, table: 'people', csv: 'name\n' }),
  },
  actsListed: {
    shortest: actsListed({ ...acts, acts: [] }),
    usual: actsListed(acts),
    longest: actsListed({
      ...acts,
      name: LONG,
      acts: Array.from({ length: 10 }, () => ({
        ...first,
        id: 3,
        at: acts.acts[0]?.at ?? Temporal.Instant.from('2026-12-01T14:00:00Z'),
        text: LONG,
        canUndo: true,
        undoneBy: LONG,
      })),
      offset: 20,
      hasOlder: true,
    }),
    hostile: actsListed({
      ...acts,
      name: HOSTILE,
      acts: acts.acts.map((act) => ({ ...act, text: HOSTILE, undoneBy: HOSTILE })),
    }),
  },
};
