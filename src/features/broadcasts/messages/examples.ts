// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { RichText } from '../../../domain/form-values.ts';
import { choice } from '../../../slack/inputs.ts';
import { chosenFor } from '../rules/audience-fields.ts';
import type { Preview } from '../rules/preview.ts';
import type { Tally } from '../rules/tally.ts';
import { broadcastMessage } from './broadcast-message.ts';
import { broadcastCard, broadcastList, type CardView } from './card.ts';
import { type AudienceAsked, audienceAsked, correctionAsked, writingAsked } from './forms.ts';
import {
  acknowledged,
  acknowledgeNudge,
  advisorNote,
  approvalAsked,
  audienceGrown,
  outstandingList,
  previewPressed,
  recipientsSent,
  unreachedEmail,
} from './notes.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const zone = 'America/New_York';
const at = Temporal.Instant.from('2026-12-04T14:30:00Z');
const longName = 'A name that goes on and on '.repeat(4).trim();

function textOf(...lines: readonly string[]): RichText {
  return {
    type: 'rich_text',
    elements: lines.map((text) => ({ type: 'rich_text_section', elements: [{ type: 'text', text }] })),
  };
}

const short = textOf('The office is closed on Friday.');
const long: RichText = {
  type: 'rich_text',
  elements: [
    ...textOf('The Road to Residency begins. '.repeat(60)).elements,
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: Array.from({ length: 12 }, (_, at) => ({
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: `Point ${at + 1}: `, style: { bold: true } },
          { type: 'link', url: 'https://example.edu/page', text: 'the page' },
        ],
      })),
    },
  ],
};
const hostile = textOf(HOSTILE, HOSTILE);

const session = {
  title: 'Open House',
  startsAt: at,
  endsAt: at.add({ hours: 1 }),
  day: '2026-12-04',
  where: 'TMEC 227',
  link: null,
  cancelled: false,
  buttons: [
    { label: 'Going', action: 'rsvp.going', value: '7' },
    { label: 'Not going', action: 'rsvp.not-going', value: '7' },
  ],
};
const plain = {
  id: 12,
  session: null,
  acknowledge: null,
  from: null,
  why: 'Staff',
  corrected: false,
  isPreview: false,
  zone,
};

const preview: Preview = {
  count: 9,
  delayed: 0,
  groups: [{ label: 'Post-PCE, class of 2028', count: 9 }],
  untold: [],
  leftOut: [],
  notedTo: null,
};
const busy: Preview = {
  count: 412,
  delayed: 30,
  groups: Array.from({ length: 20 }, (_, at) => ({ label: `PCE, class of ${2027 + at}`, count: 20 })),
  untold: (['outside-slack', 'away', 'left', 'match-week', 'digest', 'no-digest', 'late', 'no-class'] as const).map(
    (reason) => ({ reason, names: Array.from({ length: 40 }, () => longName) }),
  ),
  leftOut: Array.from({ length: 40 }, () => longName),
  notedTo: {
    advisor: 370,
    'advisor-by-staff': Array.from({ length: 2 }, () => longName),
    staff: Array.from({ length: 40 }, () => longName),
  },
};
const tally: Tally = {
  recipients: 700,
  delivered: 312,
  pending: 380,
  uncertain: 1,
  aside: 0,
  failed: new Map([
    ['user_disabled', 2],
    ['an_unknown_word', 1],
  ]),
  untold: new Map([
    ['outside-slack', 3],
    ['away', 1],
  ]),
  acknowledged: 40,
  changes: { done: 0, pending: 0, failed: 0 },
};
const draft: CardView = {
  id: 12,
  seen: 3,
  state: 'drafted',
  message: short,
  audience: 'students applying, Pathways',
  session: null,
  acknowledgeBy: null,
  sendAt: null,
  author: null,
  approvedBy: null,
  releasedBy: null,
  preview,
  approvalOver: 100,
  tally: null,
  changedBy: null,
  mayApprove: false,
  zone,
  note: null,
};
const sending: CardView = { ...draft, state: 'sending', author: 'Theodora Whitcombe', preview: null, tally };
const done: CardView = {
  ...sending,
  state: 'sent',
  acknowledgeBy: '2026-12-11',
  tally: { ...tally, pending: 0, delivered: 692 },
};

const choices = {
  phases: [choice('PCE', 'phase:pce')],
  tracks: [choice('Pathways', 'track:pathways')],
  classes: [choice('Class of 2028', 'class:2028')],
  cycles: [choice('Applying, any Match year', 'cycle:applying')],
  societies: [choice('Castle', 'society:Castle')],
  specialties: [choice('Dermatology', 'specialty:dermatology')],
  roles: [choice('Student', 'role:student')],
};
const asked: AudienceAsked = {
  value: '12:1',
  choices,
  chosen: chosenFor({ anyOf: [] }),
  session: null,
  people: [],
  withoutPeople: [],
  note: null,
};
const unopened = 'I could not open the form in time.';
const emptyForm = { value: 'new', message: null, session: null, acknowledgeBy: null, day: null, hour: null, unopened };
const names = Array.from({ length: 80 }, () => longName);

export const examples = {
  broadcastMessage: {
    shortest: broadcastMessage({ ...plain, message: short }),
    longest: broadcastMessage({
      ...plain,
      message: long,
      session: { ...session, link: 'https://example.edu/meet', cancelled: true },
      acknowledge: { by: '2026-12-11', done: null, notedTo: 'advisor-by-staff' },
      from: longName,
      why: 'Post-PCE, Pathways, class of 2028, applying 2027-28',
      corrected: true,
    }),
    hostile: broadcastMessage({
      ...plain,
      message: hostile,
      session: { ...session, title: HOSTILE, where: HOSTILE, link: 'https://example.edu/?a=1&b=<x>|y' },
      from: HOSTILE,
      why: HOSTILE,
    }),
    preview: broadcastMessage({
      ...plain,
      message: short,
      session,
      acknowledge: { by: '2026-12-11', done: null, notedTo: 'advisor' },
      isPreview: true,
    }),
    acknowledged: broadcastMessage({
      ...plain,
      message: short,
      acknowledge: { by: '2026-12-11', done: at, notedTo: 'staff' },
    }),
  },
  writingAsked: {
    shortest: writingAsked(emptyForm),
    longest: writingAsked({
      value: '12:3',
      message: long,
      session: choice(longName.repeat(2), '7'),
      acknowledgeBy: '2026-12-11',
      day: '2026-12-04',
      hour: '09:30',
      unopened,
    }),
    hostile: writingAsked({ ...emptyForm, message: hostile, session: choice(HOSTILE, '7'), unopened: HOSTILE }),
  },
  audienceAsked: {
    shortest: audienceAsked(asked),
    longest: audienceAsked({
      ...asked,
      chosen: chosenFor({
        anyOf: [[{ phase: 'pce' }, { track: 'pathways' }, { rsvp: 7, answer: 'going' }], [{ person: 3 }]],
        except: [{ class: 2028 }, { person: 4 }],
      }),
      session: choice(longName, '7'),
      people: [choice(longName, '3')],
      withoutPeople: [choice(longName, '4')],
      note: `${longName} changed this message while you were writing.`,
    }),
    hostile: audienceAsked({ ...asked, session: choice(HOSTILE, '7'), people: [choice(HOSTILE, '3')], note: HOSTILE }),
  },
  correctionAsked: {
    shortest: correctionAsked({ value: '12:1', message: short, copies: 1, minutes: 1 }),
    longest: correctionAsked({ value: '12:1', message: long, copies: 6_900, minutes: 161 }),
    hostile: correctionAsked({ value: '12:1', message: hostile, copies: 3, minutes: 1 }),
  },
  broadcastCard: {
    shortest: broadcastCard({ ...draft, preview: { ...preview, count: 0, groups: [] } }),
    longest: broadcastCard({
      ...draft,
      message: long,
      audience: 'who goes on and on '.repeat(60),
      session: longName,
      acknowledgeBy: '2026-12-11',
      sendAt: at,
      author: longName,
      approvedBy: longName,
      releasedBy: null,
      preview: busy,
      mayApprove: true,
      note: 'It goes to 412 people, so a second staff member approves it.',
    }),
    hostile: broadcastCard({
      ...draft,
      message: hostile,
      audience: HOSTILE,
      session: HOSTILE,
      author: HOSTILE,
      note: HOSTILE,
      preview: { ...preview, groups: [{ label: HOSTILE, count: 1 }], leftOut: [HOSTILE] },
    }),
    usual: broadcastCard(draft),
    awaiting: broadcastCard({
      ...draft,
      state: 'awaiting-approval',
      mayApprove: true,
      author: 'Theodora Whitcombe',
      preview: busy,
    }),
    scheduled: broadcastCard({ ...draft, state: 'scheduled', sendAt: at }),
    sending: broadcastCard(sending),
    paused: broadcastCard({ ...sending, state: 'paused', tally: { ...tally, pending: 0, aside: 380 } }),
    stopped: broadcastCard({ ...sending, state: 'stopped', tally: { ...tally, pending: 0, aside: 380 } }),
    sent: broadcastCard(done),
    corrected: broadcastCard({
      ...done,
      state: 'corrected',
      acknowledgeBy: null,
      changedBy: at,
      tally: { ...tally, pending: 0, changes: { done: 100, pending: 590, failed: 2 } },
    }),
    recalled: broadcastCard({
      ...done,
      state: 'recalled',
      tally: { ...tally, changes: { done: 692, pending: 0, failed: 0 } },
    }),
  },
  broadcastList: {
    shortest: broadcastList({ broadcasts: [], inStates: [], newer: null, older: null }),
    longest: broadcastList({
      inStates: ['sending', 'paused'],
      newer: 'sending,paused:0',
      older: 'sending,paused:30',
      broadcasts: Array.from({ length: 15 }, (_, id) => ({
        id,
        state: 'corrected' as const,
        message: long,
        author: longName,
      })),
    }),
    none: broadcastList({ broadcasts: [], inStates: ['scheduled'], newer: null, older: null }),
    hostile: broadcastList({
      broadcasts: [{ id: 1, state: 'sent', message: hostile, author: HOSTILE }],
      inStates: [],
      newer: null,
      older: null,
    }),
  },
  acknowledged: {
    shortest: acknowledged({ at, zone }),
    longest: acknowledged({ at, zone: 'America/Los_Angeles' }),
    hostile: acknowledged({ at, zone }),
  },
  acknowledgeNudge: {
    shortest: acknowledgeNudge({ id: 12, message: short, by: '2026-12-11', notedTo: 'staff' }),
    longest: acknowledgeNudge({ id: 12, message: long, by: '2026-12-11', notedTo: 'advisor-by-staff' }),
    hostile: acknowledgeNudge({ id: 12, message: hostile, by: '2026-12-11', notedTo: 'advisor' }),
  },
  advisorNote: {
    shortest: advisorNote({ message: short, by: '2026-12-11', names: ['Ada Berg'] }),
    longest: advisorNote({ message: long, by: '2026-12-11', names }),
    hostile: advisorNote({ message: hostile, by: '2026-12-11', names: [HOSTILE] }),
  },
  outstandingList: {
    shortest: outstandingList({ message: short, by: '2026-12-11', names: [], toTell: [], unreached: [] }),
    longest: outstandingList({ message: long, by: '2026-12-11', names, toTell: names, unreached: names }),
    hostile: outstandingList({
      message: hostile,
      by: '2026-12-11',
      names: [HOSTILE],
      toTell: [HOSTILE],
      unreached: [HOSTILE],
    }),
  },
  unreachedEmail: {
    shortest: unreachedEmail({ message: short, by: null, people: [], addresses: [] }),
    longest: unreachedEmail({
      message: long,
      by: '2026-12-11',
      people: names,
      addresses: names.map((_, at) => `person${at}@example.edu`),
    }),
    hostile: unreachedEmail({ message: hostile, by: null, people: [HOSTILE], addresses: [HOSTILE] }),
    usual: unreachedEmail({
      message: short,
      by: null,
      people: ['Ada Berg: not in Slack'],
      addresses: ['ada@example.edu'],
    }),
  },
  recipientsSent: {
    shortest: recipientsSent({ count: 1, file: { name: 'list.csv', title: 'Recipients', content: 'name\n' } }),
    longest: recipientsSent({ count: 7_000, file: { name: 'list.csv', title: 'Recipients', content: 'name\n' } }),
    hostile: recipientsSent({ count: 3, file: { name: 'list.csv', title: 'Recipients', content: 'name\n' } }),
  },
  previewPressed: { shortest: previewPressed(), longest: previewPressed(), hostile: previewPressed() },
  audienceGrown: {
    shortest: audienceGrown({ reach: 2, approvalOver: 1, asked: 0 }),
    longest: audienceGrown({ reach: 99_999, approvalOver: 10_000, asked: 99 }),
    hostile: audienceGrown({ reach: 212, approvalOver: 200, asked: 3 }),
  },
  approvalAsked: {
    shortest: approvalAsked({ who: 'Ada', what: 'approval' }),
    longest: approvalAsked({ who: longName, what: 'release' }),
    hostile: approvalAsked({ who: HOSTILE, what: 'approval' }),
  },
};
