import type { ActionListener, Feature, FormListener } from '../../feature.ts';
import { undoDate } from './acts/program-dates.ts';
import { undoSessions } from './acts/undo-sessions.ts';
import * as dating from './handlers/dating/index.ts';
import { dueReminders } from './handlers/due.ts';
import { offerCalendar, openedLink, sendCalendarFile } from './handlers/own-calendar.ts';
import { noteSessions, stillTrue } from './handlers/still-true.ts';
import { findEvent, showCalendar, showDetails, straySessions, turnPage, upcomingEntries } from './handlers.ts';
import { recordingsImporter } from './importers/recordings.ts';
import { sessionsImporter } from './importers/sessions.ts';
import * as id from './messages/index.ts';

/** What opens beside the pages of staff. */
const staffActions: readonly ActionListener[] = (
  [
    [id.SHOW_UNDATED, dating.showUndated],
    [id.ASK_SESSION, dating.askSession],
    [id.ASK_MOVE, dating.askMove],
    [id.ASK_EDIT, dating.askEdit],
    [id.ASK_CANCEL, dating.askCancel],
    [id.ASK_SERIES, dating.askSeries],
    [id.ASK_DATE, dating.askDate],
    [id.ASK_CLEAR, dating.askClear],
    [id.ASK_CLOSE, dating.askClosedDay],
  ] as const
).map(([action, run]) => ({ action, relation: 'program', answer: 'new', run }));

const staffForms: readonly FormListener[] = (
  [
    [id.DATE_SESSION, dating.dateOne],
    [id.MOVE_SESSION, dating.moveIt],
    [id.EDIT_SESSION, dating.editIt],
    [id.CANCEL_SESSION, dating.cancelIt],
    [id.DATE_SERIES, dating.dateSeries],
    [id.SET_DATE, dating.enterDate],
    [id.CLEAR_DATE, dating.takeDateOut],
    [id.CHOOSE_DAY, dating.chooseClosedDay],
    [id.CLOSE_DAY, dating.closeIt],
  ] as const
).map(([action, run]) => ({ action, relation: 'program', changesHome: true, run }));

export const calendar: Feature = {
  name: 'calendar',
  commands: [
    {
      name: 'calendar',
      alsoCalled: ['agenda'],
      action: 'calendar.calendar',
      help: [
        { usage: 'calendar', text: 'your academic year, month by month' },
        { usage: 'calendar january', text: 'one month; `calendar pce` a phase, `calendar all` the whole program' },
      ],
      run: showCalendar,
    },
    {
      name: 'event',
      alsoCalled: ['find'],
      action: 'calendar.event',
      help: [{ usage: 'event open house', text: 'one event in full: what it is for, with whom, when' }],
      run: findEvent,
    },
  ],
  actions: [
    { action: id.EARLIER, answer: 'replace', run: turnPage },
    { action: id.LATER, answer: 'replace', run: turnPage },
    { action: id.DETAILS, answer: 'new', run: showDetails },
    { action: id.ADD, answer: 'new', run: offerCalendar },
    { action: id.GOOGLE, answer: 'none', run: openedLink },
    { action: id.OUTLOOK, answer: 'none', run: openedLink },
    { action: id.FILE, answer: 'new', run: sendCalendarFile },
    ...staffActions,
    { action: id.SHOW_DATED, relation: 'program', answer: 'replace', run: dating.showDated },
    { action: id.SHOW_DAYS, relation: 'program', answer: 'replace', run: dating.showDays },
  ],
  forms: staffForms,
  staffPages: [
    {
      name: 'dates',
      alsoCalled: ['year', 'dating', 'sessions'],
      action: 'calendar.dates-page',
      help: { usage: 'staff dates', text: 'date the year: what has no date yet, sessions, milestones, Match Days' },
      run: dating.showUndated,
    },
    {
      name: 'close',
      alsoCalled: ['snow'],
      action: 'calendar.close-page',
      help: { usage: 'staff close 2027-01-21', text: 'close a day: what becomes of its sessions' },
      run: dating.showClosing,
    },
  ],
  importers: [sessionsImporter, recordingsImporter],
  acts: {
    'calendar.import-sessions': 'imported sessions',
    'calendar.import-recordings': 'imported recordings',
    'calendar.date-session': 'dated a session',
    'calendar.move-session': 'moved a session',
    'calendar.cancel-session': 'cancelled a session',
    'calendar.edit-session': 'changed a session',
    'calendar.date-series': 'dated a series',
    'calendar.close-day': 'closed a day',
    'calendar.set-date': 'entered a date',
    'calendar.clear-date': 'took a date out',
  },
  undo: {
    'calendar.date-session': undoSessions,
    'calendar.date-series': undoSessions,
    'calendar.move-session': undoSessions,
    'calendar.edit-session': undoSessions,
    'calendar.cancel-session': undoSessions,
    'calendar.close-day': undoSessions,
    'calendar.import-sessions': undoSessions,
    'calendar.import-recordings': undoSessions,
    'calendar.set-date': undoDate,
    'calendar.clear-date': undoDate,
  },
  counts: dating.countUndated,
  upcoming: upcomingEntries,
  due: dueReminders,
  subjects: ['session', 'change'],
  stillTrue,
  sessionNotes: noteSessions,
  strays: straySessions,
};
