/** Dates in texts (docs.slack.dev/messaging/formatting-message-text#date-formatting). Slack takes a wrong one and shows it as it is written. */
import { isObject } from '../json.ts';
import { named, type Problem, type Rule } from './rule.ts';

const date = /<!date\^[^<>]*>/;
const dateWithWords = /^<!date\^-?\d+\^[^|<>]+\|[^<>]+>$/;

const noDateInPlainText: Rule = named('block-kit.date-mark.plain-text', (text, pointer, found) => {
  if (date.test(String(text))) found.push({ message: 'dates are not formatted in plain_text', pointer });
});

const dateHasFallback: Rule = named('block-kit.date-mark.fallback', (text, pointer, found) => {
  const marks = String(text).match(new RegExp(date, 'g')) ?? [];
  if (marks.some((mark) => !dateWithWords.test(mark))) {
    found.push({ message: 'a date needs a moment, a format and words to fall back on', pointer });
  }
});

/** What readers would see unformatted in this text, or in any text object at any depth. Pointers begin at `root`. */
export function checkMarks(value: unknown, root: string): Problem[] {
  const found: Problem[] = [];
  if (typeof value === 'string') dateHasFallback(value, root, found);
  if (Array.isArray(value)) return value.flatMap((each, at) => checkMarks(each, `${root}/${at}`));
  if (!isObject(value)) return found;
  if (typeof value.text === 'string') {
    if (value.type === 'plain_text') noDateInPlainText(value.text, `${root}/text`, found);
    if (value.type === 'mrkdwn') dateHasFallback(value.text, `${root}/text`, found);
  }
  const deeper = Object.entries(value).filter(([, each]) => typeof each === 'object');
  return [...found, ...deeper.flatMap(([name, each]) => checkMarks(each, `${root}/${name}`))];
}
