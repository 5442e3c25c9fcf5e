// Who is told of somebody who has yet to acknowledge a mandatory message: what is promised to each is what is done (acts/remind-outstanding.ts).

/** Their Society Advisor; staff, who tell an advisor that is not in Slack; or staff alone, where nobody is assigned. */
export type NotedTo = 'advisor' | 'advisor-by-staff' | 'staff';

/** `advisors`: the Society Advisors who are assigned to somebody at this moment. */
export function notedTo(advisors: readonly { inSlack: boolean }[]): NotedTo {
  if (advisors.some(({ inSlack }) => inSlack)) return 'advisor';
  return advisors.length > 0 ? 'advisor-by-staff' : 'staff';
}

const WORDS: Readonly<Record<NotedTo, string>> = {
  advisor: 'your Society Advisor gets a note',
  'advisor-by-staff': 'the career planning staff get a note and tell your Society Advisor',
  staff: 'the career planning staff get a note',
};

/** As one of those who are to acknowledge it reads it. */
export function notedToText(to: NotedTo): string {
  return `After that ${WORDS[to]}, so that they can help.`;
}
