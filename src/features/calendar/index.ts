import type { Feature } from '../../feature.ts';
import { dueReminders } from './handlers/due.ts';
import { offerCalendar, openedLink, sendCalendarFile } from './handlers/own-calendar.ts';
import { noteSessions, stillTrue } from './handlers/still-true.ts';
import { findEvent, showCalendar, showDetails, straySessions, turnPage, upcomingEntries } from './handlers.ts';
import { recordingsImporter } from './importers/recordings.ts';
import { sessionsImporter } from './importers/sessions.ts';
import { ADD, DETAILS, EARLIER, FILE, GOOGLE, LATER, OUTLOOK } from './messages/index.ts';

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
    { action: EARLIER, answer: 'replace', run: turnPage },
    { action: LATER, answer: 'replace', run: turnPage },
    { action: DETAILS, answer: 'new', run: showDetails },
    { action: ADD, answer: 'new', run: offerCalendar },
    { action: GOOGLE, answer: 'none', run: openedLink },
    { action: OUTLOOK, answer: 'none', run: openedLink },
    { action: FILE, answer: 'new', run: sendCalendarFile },
  ],
  importers: [sessionsImporter, recordingsImporter],
  acts: {
    'calendar.import-sessions': 'imported sessions',
    'calendar.import-recordings': 'imported recordings',
    'calendar.date-session': 'dated a session',
    'calendar.move-session': 'moved a session',
    'calendar.cancel-session': 'cancelled a session',
    'calendar.close-day': 'closed a day',
    'calendar.set-date': 'entered a date',
    'calendar.clear-date': 'took a date out',
  },
  upcoming: upcomingEntries,
  due: dueReminders,
  subjects: ['session', 'change'],
  stillTrue,
  sessionNotes: noteSessions,
  strays: straySessions,
};
