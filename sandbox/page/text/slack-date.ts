/** What Slack makes of `<!date^...>`: tokens in braces, written in the zone of the person who looks. */
import { Temporal } from 'temporal-polyfill';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Where and when somebody looks: an IANA zone and the present moment of the workspace. */
export interface Viewpoint {
  readonly zone: string;
  readonly now: Temporal.Instant;
}

interface Reading {
  readonly at: Temporal.ZonedDateTime;
  readonly now: Temporal.ZonedDateTime;
}

function ordinal(day: number): string {
  const teens = day % 100;
  if (teens >= 11 && teens <= 13) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`;
}

// Slack leaves the year out of dates that lie within half a year of today.
function yearOf({ at, now }: Reading): string {
  const near =
    Temporal.PlainDate.compare(at.toPlainDate(), now.toPlainDate().subtract({ months: 6 })) > 0 &&
    Temporal.PlainDate.compare(at.toPlainDate(), now.toPlainDate().add({ months: 6 })) < 0;
  return near ? '' : `, ${at.year}`;
}

const monthName = (at: Temporal.ZonedDateTime): string => MONTHS[at.month - 1] ?? '';
const two = (value: number): string => String(value).padStart(2, '0');

const date = (reading: Reading): string => `${monthName(reading.at)} ${ordinal(reading.at.day)}${yearOf(reading)}`;
const dateShort = (reading: Reading): string =>
  `${monthName(reading.at).slice(0, 3)} ${reading.at.day}${yearOf(reading)}`;
const dateLong = (reading: Reading): string => `${WEEKDAYS[reading.at.dayOfWeek - 1] ?? ''}, ${date(reading)}`;

function time({ at }: Reading, withSeconds: boolean): string {
  const seconds = withSeconds ? `:${two(at.second)}` : '';
  return `${at.hour % 12 || 12}:${two(at.minute)}${seconds} ${at.hour < 12 ? 'AM' : 'PM'}`;
}

function nearDay({ at, now }: Reading): string | undefined {
  const days = now.toPlainDate().until(at.toPlainDate()).days;
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : days === -1 ? 'yesterday' : undefined;
}

function ago({ at, now }: Reading): string {
  const seconds = Math.round((now.epochMilliseconds - at.epochMilliseconds) / 1000);
  const size = Math.abs(seconds);
  const [count, unit] =
    size < 60
      ? [size, 'second']
      : size < 3600
        ? [Math.floor(size / 60), 'minute']
        : size < 86_400
          ? [Math.floor(size / 3600), 'hour']
          : size < 31_536_000
            ? [Math.floor(size / 86_400), 'day']
            : [Math.floor(size / 31_536_000), 'year'];
  if (size === 0) return 'now';
  const text = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}

const TOKENS: Readonly<Record<string, (reading: Reading) => string>> = {
  date_num: ({ at }) => `${at.year}-${two(at.month)}-${two(at.day)}`,
  date_slash: ({ at }) => `${two(at.month)}/${two(at.day)}/${at.year}`,
  date,
  date_short: dateShort,
  date_long: dateLong,
  date_long_full: ({ at }) => `${monthName(at)} ${at.day}, ${at.year}`,
  date_pretty: (reading) => nearDay(reading) ?? date(reading),
  date_short_pretty: (reading) => nearDay(reading) ?? dateShort(reading),
  date_long_pretty: (reading) => nearDay(reading) ?? dateLong(reading),
  day_divider_pretty: (reading) => nearDay(reading) ?? dateLong(reading),
  time: (reading) => time(reading, false),
  time_secs: (reading) => time(reading, true),
  ago,
};

/**
 * Fills in a Slack date format such as `{date_short} at {time}`; unix in seconds. An unknown token stays as it is written, so
 * that a typing mistake in a message is seen. A word such as "today" takes a capital where it opens the text.
 */
export function slackDateText(unix: number, format: string, { zone, now }: Viewpoint): string {
  const reading = {
    at: Temporal.Instant.fromEpochMilliseconds(Math.floor(unix) * 1000).toZonedDateTimeISO(zone),
    now: now.toZonedDateTimeISO(zone),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token: string, offset: number) => {
    const text = TOKENS[token]?.(reading) ?? whole;
    return offset === 0 ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  });
}
