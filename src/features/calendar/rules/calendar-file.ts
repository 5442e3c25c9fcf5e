// A session for somebody's own calendar: as a file (RFC 5545), and as links that open a filled-in form.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';

export interface CalendarEvent {
  title: string;
  description: string;
  session: Session;
}

/** The same for a session as long as it lives, so that a newer file replaces the older one instead of doubling it. */
function uid({ key }: Session): string {
  return `${key}@career-planning-bot`;
}

/** An .ics file with one event, in UTC. `stamp` is when the file is made; SEQUENCE is how often the session was changed. */
export function calendarFile({ title, description, session }: CalendarEvent, stamp: Temporal.Instant): string {
  const calendar = ical({ prodId: '//career-planning-bot//sessions//EN', method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: uid(session),
    sequence: session.sequence,
    stamp,
    start: session.startsAt,
    end: session.endsAt,
    summary: title,
    description,
    location: session.place,
    url: session.link,
  });
  return calendar.toString();
}

/** `20270121T220000Z` */
function compact(instant: Temporal.Instant): string {
  return instant.round('second').toString().replaceAll(/[-:]/g, '');
}

function linkTo(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) if (value !== '') url.searchParams.set(name, value);
  return url.href;
}

function descriptionOf({ description, session }: CalendarEvent): string {
  return session.link === null ? description : `${description}\n${session.link}`;
}

/** Opens Google Calendar with the event filled in. */
export function googleLink(event: CalendarEvent): string {
  const { startsAt, endsAt, place } = event.session;
  return linkTo('https://calendar.google.com/calendar/render', {
    action: 'TEMPLATE',
    text: event.title,
    dates: `${compact(startsAt)}/${compact(endsAt)}`,
    details: descriptionOf(event),
    location: place ?? '',
  });
}

/** Opens Outlook on the web with the event filled in. */
export function outlookLink(event: CalendarEvent): string {
  const { startsAt, endsAt, place } = event.session;
  return linkTo('https://outlook.office.com/calendar/0/deeplink/compose', {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: event.title,
    startdt: startsAt.toString(),
    enddt: endsAt.toString(),
    body: descriptionOf(event),
    location: place ?? '',
  });
}
