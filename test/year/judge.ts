// Holds what was said against what the model expects of one person.
import { type DigestLine, digestsBetween, type Reminding } from './model/expected.ts';
import { type Life, settingsAt } from './model/life.ts';
import { DAY, isQuiet, localOf, MINUTE, momentOf, mondayOf } from './model/moments.ts';
import type { Policy } from './model/policy.ts';
import type { News } from './news.ts';
import type { Mention, Message } from './recognise.ts';

export const VERDICTS = [
  'late',
  'early',
  'missing',
  'duplicate',
  'unexpected',
  'in quiet hours',
  'over the budget',
  'not merged',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Finding {
  verdict: Verdict;
  email: string;
  key: string;
  at: number;
  note: string;
}

export interface Judged {
  /** How many things had to be said, and how many of them were, in their window. */
  expected: number;
  sent: number;
  /** What the spec leaves open, and what came of it. */
  open: number;
  findings: Finding[];
}

export interface Case {
  life: Life;
  policy: Policy;
  messages: readonly Message[];
  remindings: readonly Reminding[];
  lines: readonly DigestLine[];
  news: readonly News[];
  /** When a message that may leave at a moment must have left: the queue of everybody before it. */
  latest(at: number): number;
}

/** Two messages that leave at once carry times that differ by what the way takes. */
const LEEWAY = 2000;
const SOON = 3 * DAY;

/** Takes the mentions one by one for what explains them; what is left explains itself to nobody. */
class Account {
  readonly left: Set<Mention>;
  /** Messages that somebody had asked for: they count for nothing. */
  readonly asked = new Set<Message>();
  readonly judged: Judged = { expected: 0, sent: 0, open: 0, findings: [] };
  readonly #email: string;

  constructor(email: string, mentions: readonly Mention[]) {
    this.#email = email;
    this.left = new Set(mentions);
  }

  take(fits: (mention: Mention) => boolean): Mention | undefined {
    const found = [...this.left].filter(fits).sort((a, b) => a.message.at - b.message.at)[0];
    if (found) this.left.delete(found);
    return found;
  }

  find(verdict: Verdict, key: string, at: number, note: string): void {
    this.judged.findings.push({ verdict, email: this.#email, key, at, note });
  }
}

function isReminder({ message, news }: Mention): boolean {
  return !news && (message.kind === 'reminder' || message.kind === 'welcome');
}

function judgeRemindings(account: Account, { remindings, latest }: Case): void {
  const order = { message: 0, either: 1, may: 2, digest: 3 } as const;
  const isOwn = ({ lead }: Reminding) => Number(lead === 'own');
  for (const each of [...remindings].sort((a, b) => isOwn(a) - isOwn(b) || order[a.as] - order[b.as])) {
    const { key, ranges, as, lead } = each;
    const mine = (mention: Mention) => mention.key === key && isReminder(mention);
    const inTime = ({ message: { at } }: Mention) =>
      ranges.some(({ from, to }) => from - LEEWAY <= at && at <= latest(to));
    const first = ranges[0]?.from ?? 0;
    if (as === 'message') account.judged.expected += 1;
    else if (as !== 'digest') account.judged.open += 1;
    if (as === 'digest') continue;
    const found = account.take((mention) => mine(mention) && inTime(mention));
    if (found) {
      if (lead === 'own') account.asked.add(found.message);
      if (as === 'message') account.judged.sent += 1;
      continue;
    }
    if (as !== 'message') continue;
    const near = account.take((mention) => mine(mention) && Math.abs(mention.message.at - first) < SOON / 3);
    if (!near) account.find('missing', key, first, `${lead} as a message`);
    else
      account.find(
        near.message.at > first ? 'late' : 'early',
        key,
        near.message.at,
        `${lead}, expected ${new Date(first).toISOString()}`,
      );
  }
}

function judgeNews(account: Account, { news, latest }: Case): void {
  for (const { key, range, as } of news) {
    if (as === 'message') account.judged.expected += 1;
    else account.judged.open += 1;
    const said = (mention: Mention) => mention.key === key && mention.news && mention.message.kind !== 'digest';
    const found = account.take(
      (mention) => said(mention) && range.from - LEEWAY <= mention.message.at && mention.message.at <= latest(range.to),
    );
    if (found) {
      if (as === 'message') account.judged.sent += 1;
      continue;
    }
    if (as === 'may') continue;
    const other = account.take(
      (mention) =>
        mention.key === key &&
        mention.news &&
        mention.message.at >= range.from &&
        mention.message.at < range.from + 8 * DAY,
    );
    if (!other) account.find('missing', key, range.from, 'news of a change');
    else if (as === 'message')
      account.find(
        'late',
        key,
        other.message.at,
        `news of a change, expected by ${new Date(latest(range.to)).toISOString()}`,
      );
  }
}

function isNamedBy({ key, within }: DigestLine, mention: Mention): boolean {
  const { at, kind } = mention.message;
  return kind === 'digest' && mention.key === key && within.from <= at && at < within.to + 31 * MINUTE;
}

/** As many lines as possible with a mention each, those first that must have one: a line takes another mention where that leaves one to the next. */
function matchedLines(lines: readonly DigestLine[], mentions: readonly Mention[]): Map<Mention, DigestLine> {
  const holders = new Map<Mention, DigestLine>();
  const place = (line: DigestLine, tried: Set<Mention>): boolean =>
    mentions.some((mention) => {
      if (tried.has(mention) || !isNamedBy(line, mention)) return false;
      tried.add(mention);
      const holder = holders.get(mention);
      if (holder && !place(holder, tried)) return false;
      holders.set(mention, line);
      return true;
    });
  for (const line of [...lines].sort((a, b) => Number(b.must) - Number(a.must))) place(line, new Set());
  return holders;
}

function judgeDigests(account: Account, { lines }: Case): void {
  const holders = matchedLines(lines, [...account.left]);
  for (const mention of holders.keys()) account.left.delete(mention);
  const named = new Set(holders.values());
  for (const line of lines.filter(({ must }) => must)) {
    const { key, within } = line;
    account.judged.expected += 1;
    if (named.has(line)) account.judged.sent += 1;
    else account.find('missing', key, within.from, `in a digest until ${new Date(within.to).toISOString()}`);
  }
}

function judgeRest(account: Account, { messages, remindings, lines }: Case): void {
  for (const { key, message, news } of account.left) {
    const known =
      remindings.some((each) => each.key === key && each.as === 'message') ||
      lines.some((line) => line.key === key && line.must);
    const before = messages.some(
      (each) =>
        each.at <= message.at &&
        each !== message &&
        each.at > message.at - SOON &&
        each.mentions.some((mention) => mention.key === key),
    );
    account.find(
      known && before && !news ? 'duplicate' : 'unexpected',
      key,
      message.at,
      `${message.kind}${news ? ' (news)' : ''}: ${message.text.slice(0, 120)}`,
    );
  }
  for (const message of messages.filter(({ kind }) => kind === 'other')) {
    account.find('unexpected', '', message.at, message.text.slice(0, 160));
  }
}

/** What holds for every message, whatever the model expects: quiet hours, two a week, merging, and when digests come. */
function judgeManners(account: Account, { life, policy, messages, news }: Case): void {
  const { zone } = life.student;
  const weeks = new Map<string, number>();
  const counted = messages.filter(
    ({ kind, mentions }) => kind === 'reminder' && mentions.some((mention) => !mention.news),
  );
  for (const message of messages) {
    const { at, kind } = message;
    const quiet = settingsAt(life, at).quiet ?? policy.quiet;
    const { day, time } = localOf(at, zone);
    const isSnow =
      time >= policy.closeDayFrom &&
      news.some(({ snow, range }) => snow && at >= range.from && at < range.from + DAY / 2);
    // At once means at once for a place that came free.
    if (isQuiet(time, quiet) && kind !== 'place' && !isSnow)
      account.find('in quiet hours', '', at, `${day} ${time} ${zone}: ${message.text.slice(0, 80)}`);
    if (kind === 'digest') judgeDigestTime(account, policy, life, message);
  }
  for (const { at, text } of counted.filter((message) => !account.asked.has(message))) {
    const week = mondayOf(localOf(at, zone).day);
    const count = (weeks.get(week) ?? 0) + 1;
    weeks.set(week, count);
    if (count > policy.budgetPerWeek)
      account.find('over the budget', '', at, `number ${count} in the week of ${week}: ${text.slice(0, 80)}`);
  }
  counted.forEach((message, place) => {
    const before = counted[place - 1];
    if (before && message.at - before.at < policy.mergeWithinMinutes * MINUTE)
      account.find('not merged', '', message.at, message.text.slice(0, 80));
  });
}

function judgeDigestTime(account: Account, policy: Policy, life: Life, { at, mentions, text }: Message): void {
  const [due] = digestsBetween(life, policy, at - 31 * MINUTE, at + 1);
  const { day } = localOf(at, life.student.zone);
  // After a closed Sunday the next working day is right as well.
  const afterRecess = digestsBetween(life, policy, at - 9 * DAY, at).some(({ closed }) => closed);
  const settled = life.settings.some((each) => Math.abs(each.at - at) < DAY);
  if (!due && !afterRecess && !settled) account.find('late', '', at, `a digest on ${day}: ${text.slice(0, 80)}`);
  if (due?.closed) account.find('unexpected', '', at, `a digest on a closed day, ${day}`);
  if (mentions.length === 0)
    account.find('unexpected', '', at, `a digest that names nothing known: ${text.slice(0, 120)}`);
}

/** The first message of all, once, in working hours. */
function judgeWelcome(account: Account, { life, policy, messages }: Case, since: number, isDue: boolean): void {
  const { zone } = life.student;
  const [first, ...more] = messages.filter(({ kind }) => kind === 'welcome');
  if (isDue) account.judged.expected += 1;
  if (isDue && !first) account.find('missing', '', since, 'first contact');
  for (const each of more) account.find('duplicate', '', each.at, 'first contact');
  if (!first) return;
  const { day, time } = localOf(first.at, zone);
  const isWorking = time >= policy.welcome.from && time < policy.welcome.to;
  const tooLate = first.at > momentOf(localOf(since + 6 * DAY, zone).day, policy.welcome.to, zone);
  if (!isWorking || (tooLate && isDue))
    account.find('late', '', first.at, `first contact on ${day} at ${time} ${zone}`);
  else if (isDue) account.judged.sent += 1;
}

/** Judges what one person was told. `since`: when the bot began; `isDue`: they must get the first contact. */
export function judged(one: Case, since: number, isDue: boolean): Judged {
  // Places that came free are judged with the waiting lists.
  const mentions = one.messages.flatMap((message) => (message.kind === 'place' ? [] : message.mentions));
  const account = new Account(one.life.student.email, mentions);
  judgeNews(account, one);
  judgeRemindings(account, one);
  judgeDigests(account, one);
  judgeRest(account, one);
  judgeManners(account, one);
  judgeWelcome(account, one, since, isDue);
  return account.judged;
}
