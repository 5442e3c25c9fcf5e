// How one thing that lies ahead is written, the same in every list.
import { isOneDay, type Upcoming, type When } from '../domain/upcoming.ts';
import { dayText, momentText, spanText } from '../domain/wording.ts';
import { escaped, link, moment, span } from './blocks.ts';

/** The same line twice: for the top-level text, and with Slack's marks for a block. */
export interface Line {
  text: string;
  mrkdwn: string;
}

type Window = Extract<When, { kind: 'window' }>;

/** A line that is the same in both. */
export function plainLine(text: string): Line {
  return { text, mrkdwn: escaped(text) };
}

function windowText(window: Window): string {
  const { from, months, awaitsDate, opens } = window;
  if (isOneDay(window)) return `on ${dayText(from)}`;
  if (months === '') return 'date to be announced';
  const when = opens === null ? months : `${months}, ${opens}`;
  return awaitsDate ? `${when}, date to be announced` : `in ${when}`;
}

/** Only when: `by March 31, 2027`. `zone` is the reader's; `withEnd` says until when a session lasts. */
export function whenLine(when: When, zone: string, { withEnd = false }: { withEnd?: boolean } = {}): Line {
  switch (when.kind) {
    case 'session': {
      const { startsAt, endsAt } = when;
      return withEnd
        ? { text: spanText(startsAt, endsAt, zone), mrkdwn: span(startsAt, endsAt, zone) }
        : { text: momentText(startsAt, zone), mrkdwn: moment(startsAt, zone) };
    }
    case 'due':
      return plainLine(`by ${dayText(when.day)}`);
    case 'window':
      return plainLine(windowText(when));
  }
}

/** The same of what is over: `was Thu, Jan 21, 2027, 5:00 PM EST`, `was in April 2026`. */
export function pastWhenLine(when: When, zone: string): Line {
  if (when.kind === 'window' && isOneDay(when)) return plainLine(`was ${windowText(when)}`);
  if (when.kind === 'window') return plainLine(when.months === '' ? 'is over' : `was in ${when.months}`);
  const { text, mrkdwn } = whenLine(when, zone);
  const was = when.kind === 'due' ? 'was due' : 'was';
  return { text: `${was} ${text}`, mrkdwn: `${was} ${mrkdwn}` };
}

/** Where it is, as a link where it has one; null where nothing is known. */
export function whereLine({ where, link: url }: Pick<Upcoming, 'where' | 'link'>): Line | null {
  if (url !== null) return { text: `${where ?? 'Join'}: ${url}`, mrkdwn: link(url, where ?? 'Join') };
  return where === null ? null : plainLine(where);
}

/** Parts of one line, with dots between them. */
export function joinedLine(parts: readonly (Line | null)[]): Line {
  const found = parts.flatMap((part) => part ?? []);
  return {
    text: found.map(({ text }) => text).join(' · '),
    mrkdwn: found.map(({ mrkdwn }) => mrkdwn).join(' · '),
  };
}

interface LineOptions {
  past?: boolean;
  /** Whether the plain text has the address of the meeting; the block has it as a link in any case. */
  addressed?: boolean;
}

/** `Match Day · March, date to be announced`; `zone` is the reader's. What is past needs no link to join it. */
export function upcomingLine(
  item: Omit<Upcoming, 'button'>,
  zone: string,
  { past = false, addressed = true }: LineOptions = {},
): Line {
  const where = whereLine({ where: item.where, link: past ? null : item.link });
  return joinedLine([
    { text: item.title, mrkdwn: `*${escaped(item.title)}*` },
    past ? pastWhenLine(item.when, zone) : whenLine(item.when, zone),
    where && { ...where, text: addressed ? where.text : (item.where ?? 'online') },
    item.audience === null ? null : plainLine(`for ${item.audience}`),
  ]);
}
