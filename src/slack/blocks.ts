// Block Kit as the bot uses it: typed, escaped, within Slack's limits (slack/limits of Block Kit are named where they bite).
import type { Button, KnownBlock } from '@slack/web-api';
import type { Temporal } from 'temporal-polyfill';
import { isSameDay, momentText, timeText } from '../domain/wording.ts';

export type Block = KnownBlock;

/** `text` carries the whole meaning: notifications show it and screen readers read it instead of the blocks. */
export interface Message {
  text: string;
  blocks: Block[];
}

export interface ButtonSpec {
  label: string;
  action: string;
  value: string;
  /** Opens this page; Slack tells the bot of the press all the same. */
  url?: string;
  style?: 'primary' | 'danger';
  /** Asks first whether it is meant. */
  confirm?: { title: string; text: string; yes: string; no: string };
}

/** Makes text safe inside mrkdwn: the three characters Slack gives a meaning, and no others. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `<url|label>`; both are escaped here. A bar in an address would end it. */
export function link(url: string, label: string): string {
  return `<${escaped(url.replaceAll('|', '%7C'))}|${escaped(label)}>`;
}

function dateToken(instant: Temporal.Instant, format: string, fallback: string): string {
  return `<!date^${Math.floor(instant.epochMilliseconds / 1000)}^${format}|${fallback}>`;
}

/** A moment that every reader sees in the zone of their own device; `zone` is for those whose client cannot. */
export function moment(instant: Temporal.Instant, zone: string): string {
  return dateToken(instant, '{date_long} at {time}', momentText(instant, zone));
}

/** From when to when, as `moment`; the end has its day where it is another one. */
export function span(start: Temporal.Instant, end: Temporal.Instant, zone: string): string {
  const until = isSameDay(start, end, zone) ? dateToken(end, '{time}', timeText(end, zone)) : moment(end, zone);
  return `${moment(start, zone)} to ${until}`;
}

/** A header holds 150 characters of plain text. */
export function header(text: string): Block {
  return { type: 'header', text: { type: 'plain_text', text: shortened(text, 150), emoji: false } };
}

export function divider(): Block {
  return { type: 'divider' };
}

/** A dialog holds 100 characters of title, 300 of text, 30 on a button. */
function confirmation({ title, text, yes, no }: NonNullable<ButtonSpec['confirm']>) {
  const plain = (words: string, limit: number) => ({ type: 'plain_text' as const, text: shortened(words, limit) });
  return { title: plain(title, 100), text: plain(text, 300), confirm: plain(yes, 30), deny: plain(no, 30) };
}

function buttonElement({ label, action, value, url, style, confirm }: ButtonSpec, about?: string): Button {
  const accessibility = about === undefined ? {} : { accessibility_label: shortened(`${label}: ${about}`, 75) };
  return {
    type: 'button',
    text: { type: 'plain_text', text: shortened(label, 75), emoji: false },
    action_id: action,
    value,
    ...(url === undefined ? {} : { url: shortened(url, 3000) }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
    ...accessibility,
  };
}

/** A section holds 3,000 characters. `about` tells a screen reader which of many equal buttons this one is. */
export function section(mrkdwn: string, button?: ButtonSpec, about?: string): Block {
  const accessory = button ? { accessory: buttonElement(button, about) } : {};
  return { type: 'section', text: { type: 'mrkdwn', text: shortenedMarks(mrkdwn, SECTION_LIMIT) }, ...accessory };
}

export function context(mrkdwn: string): Block {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: shortenedMarks(mrkdwn, SECTION_LIMIT) }] };
}

/** One row of buttons. Two with the same action would share an id within the row, so the place is added to the block's id. */
export function buttons(specs: readonly ButtonSpec[], about?: string): Block {
  return { type: 'actions', elements: specs.map((spec) => buttonElement(spec, about)) };
}

/** A menu that acts at once with the option that is chosen. */
export interface MenuSpec {
  placeholder: string;
  action: string;
  options: readonly { label: string; value: string }[];
}

/** A row with one menu. A placeholder holds 150 characters, an option 75. */
export function menu({ placeholder, action, options }: MenuSpec): Block {
  const shown = options.map(({ label, value }) => ({
    text: { type: 'plain_text' as const, text: shortened(label, 75), emoji: false },
    value,
  }));
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: action,
        placeholder: { type: 'plain_text', text: shortened(placeholder, 150), emoji: false },
        options: shown,
      },
    ],
  };
}

const SECTION_LIMIT = 3000;

/** As few sections as hold all lines; no line is torn. */
export function lineSections(lines: readonly string[]): Block[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= SECTION_LIMIT)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => section(text));
}

/** A character of two units (an emoji) is kept whole. */
function wholeCharacters(text: string, units: number): string {
  return text.slice(0, (text.codePointAt(units - 1) ?? 0) > 0xffff ? units - 1 : units);
}

/** Cuts plain text that is longer than Slack takes, and says so with an ellipsis. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${wholeCharacters(text, limit - 1)}…`;
}

/** What Slack reads as one: an escaped character, a link, a date, a mention. */
const MARK = /&(?:amp|lt|gt);|<[^<>]*>/g;

/** The same for text with marks, escaped characters, links and dates: one of those is kept whole or left out. */
export function shortenedMarks(mrkdwn: string, limit: number): string {
  if (mrkdwn.length <= limit) return mrkdwn;
  const torn = [...mrkdwn.matchAll(MARK)].find(
    ({ index, 0: mark }) => index < limit - 1 && limit - 1 < index + mark.length,
  );
  return torn ? `${mrkdwn.slice(0, torn.index)}…` : `${wholeCharacters(mrkdwn, limit - 1)}…`;
}
