// What staff read of a round: how far it is, who is short of whom, and the interviews by day or by specialty.
import {
  type Block,
  type ButtonSpec,
  buttons,
  escaped,
  header,
  type MenuSpec,
  type Message,
  menu,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';

export interface RoundOverview {
  title: string;
  /** How far it is and what to do next. */
  lines: readonly string[];
  /** Headed lists: shortages, who has fewer than two. */
  lists: readonly { title: string; lines: readonly string[] }[];
  menus: readonly MenuSpec[];
  buttons: readonly ButtonSpec[];
}

/** So many lines of a list; the rest is counted. */
const MOST_LINES = 25;

function kept(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} more`] : [...lines];
}

/** A menu holds 100 options, each value once. */
const MOST_OPTIONS = 100;

/** A thousand people, and the others. */
const MOST_MENUS = 12;

/** A menu of more than it holds becomes several, each named by its first and last. */
function inHundreds({ placeholder, action, options }: MenuSpec): MenuSpec[] {
  const all = [...new Map(options.map((option) => [option.value, option])).values()];
  const parts: MenuSpec[] = [];
  for (let at = 0; at < all.length; at += MOST_OPTIONS) {
    const part = all.slice(at, at + MOST_OPTIONS);
    const range = `${part[0]?.label} to ${part.at(-1)?.label}`;
    parts.push({
      placeholder: all.length > MOST_OPTIONS ? `${placeholder} ${range}` : placeholder,
      action,
      options: part,
    });
  }
  return parts;
}

function menusOf(specs: readonly MenuSpec[]): Block[] {
  return specs.flatMap(inHundreds).slice(0, MOST_MENUS).map(menu);
}

/** A row of buttons holds 25; more than five are hard to read. */
const BUTTONS_A_ROW = 5;

function rows(specs: readonly ButtonSpec[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < specs.length; at += BUTTONS_A_ROW) blocks.push(buttons(specs.slice(at, at + BUTTONS_A_ROW)));
  return blocks;
}

/** How a round stands, with lists and what staff can do now. */
export function roundOverview({ title, lines, lists, menus, buttons: specs }: RoundOverview): Message {
  const shown = lists.filter((list) => list.lines.length > 0);
  const text = [title, ...lines, ...shown.flatMap((list) => [list.title, ...kept(list.lines)])];
  const blocks: Block[] = [
    header(title),
    ...lines.map((line) => section(escaped(line))),
    ...shown.map((list) => section(`*${escaped(list.title)}*\n${kept(list.lines).map(escaped).join('\n')}`)),
  ];
  const footer = [...menusOf(menus), ...rows(specs)];
  return composed(text, blocks, footer);
}

export interface InterviewList {
  title: string;
  lines: readonly string[];
  /** Which of the listed ones is to be changed. */
  menus: readonly MenuSpec[];
  buttons: readonly ButtonSpec[];
}

/** Sections hold some thirty lines each. */
const LINES_A_SECTION = 30;

/** The interviews of an evening, or of a specialty. */
export function interviewList({ title, lines, menus, buttons: specs }: InterviewList): Message {
  const sections: Block[] = [];
  for (let at = 0; at < lines.length; at += LINES_A_SECTION)
    sections.push(
      section(
        lines
          .slice(at, at + LINES_A_SECTION)
          .map(escaped)
          .join('\n'),
      ),
    );
  const footer = [...menusOf(menus), ...rows(specs)];
  return composed([title, ...lines], [header(title), ...sections], footer);
}

export interface OutsideMail {
  /** What to do with it. */
  intro: string;
  to: string;
  subject: string;
  body: string;
  buttons: readonly ButtonSpec[];
}

/** A mail ready to be copied, for somebody outside Slack. */
export function outsideMail({ intro, to, subject, body, buttons: specs }: OutsideMail): Message {
  const mail = [`To: ${to}`, `Subject: ${subject}`, '', ...body.split('\n')];
  return composed(
    [intro, ...mail],
    [section(escaped(intro)), section(mail.map(escaped).join('\n'))],
    specs.length === 0 ? [] : [buttons(specs)],
  );
}
