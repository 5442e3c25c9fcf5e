// The year's table, as it is printed.
import { type Finding, VERDICTS } from './judge.ts';
import type { Lived } from './live.ts';
import type { Year } from './script.ts';
import type { Verdict } from './verdict.ts';

const SHOWN = 25;

function row(name: string, value: string | number): string {
  return `${name.padEnd(44)} ${value}`;
}

function line({ verdict, email, key, at, note }: Finding): string {
  return `  ${verdict}: ${email} ${key} ${new Date(at).toISOString()} ${note.replaceAll('\n', ' | ')}`;
}

/** The table of a year. `seconds`: how long it took in all. */
export function report(year: Year, lived: Lived, verdict: Verdict, seed: number, seconds: number): string {
  const { findings, weekly, messages, shares } = verdict;
  const counts = VERDICTS.map((name) => row(name, findings.filter((each) => each.verdict === name).length));
  const kinds = Object.entries(messages).map(([kind, count]) => `${count} ${kind}`);
  const parts = Object.entries(shares).map(([share, count]) => `${count} ${share}`);
  const { memory } = lived;
  return [
    row('students', year.people.length),
    row('days', `${year.from} to ${year.to}, seed ${seed}`),
    row('acts done (not possible)', `${lived.done.length} (${lived.undone.length})`),
    row('unprompted messages', `${lived.told.length}: ${kinds.join(', ')}`),
    row('reminders, by what the model says', parts.join(', ')),
    row('expected', verdict.expected),
    row('sent in their window', verdict.sent),
    ...counts,
    row('left open by the spec', verdict.open),
    row(
      'unprompted messages a person and week',
      `median ${weekly.median}, mean ${weekly.mean}, maximum ${weekly.most}`,
    ),
    row(
      'memory of the bot, MiB',
      `${memory.start} at the start, ${memory.end} at the end (${memory.monthly.join(', ')})`,
    ),
    row('total time, s', Math.round(seconds)),
    ...VERDICTS.flatMap((name) =>
      findings
        .filter((each) => each.verdict === name)
        .slice(0, SHOWN)
        .map(line),
    ),
    ...lived.undone
      .slice(0, SHOWN)
      .map(({ act, because }) => `  not possible: ${JSON.stringify(act)}: ${because.replaceAll('\n', ' | ')}`),
  ].join('\n');
}

export function hasMisses({ findings }: Verdict): boolean {
  return findings.length > 0;
}
