import type { Temporal } from 'temporal-polyfill';
import { momentText } from '../../../domain/wording.ts';
import { buttons, escaped, type Message, moment, section } from '../../../slack/blocks.ts';
import { composed, sentence } from '../../../slack/message.ts';
import { FILE, GOOGLE, OUTLOOK } from './ids.ts';

export interface AddToCalendar {
  title: string;
  startsAt: Temporal.Instant;
  sessionId: number;
  google: string;
  outlook: string;
  /** The reader's. */
  zone: string;
}

/** Three ways to put a session into one's own calendar. */
export function addToCalendar({ title, startsAt, sessionId, google, outlook, zone }: AddToCalendar): Message {
  const value = String(sessionId);
  return composed(
    [`Add to calendar: ${title} · ${momentText(startsAt, zone)}`, `Google: ${google}`, `Outlook: ${outlook}`],
    [section(`Add to calendar: *${escaped(title)}* · ${moment(startsAt, zone)}`)],
    [
      buttons([
        { label: 'Google Calendar', action: GOOGLE, value, url: google },
        { label: 'Outlook', action: OUTLOOK, value, url: outlook },
        { label: 'Calendar file (.ics)', action: FILE, value },
      ]),
    ],
  );
}

/** The file itself goes to the direct messages, where files can be kept. */
export function calendarFileSent(title: string): Message {
  return sentence(
    `The calendar file for ${title} is in our direct messages. If the session moves, add it again: your calendar replaces the old entry.`,
  );
}
