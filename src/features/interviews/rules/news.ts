// What is said to people of their interviews, unasked: which words for which occasion. Pure.

export const NEWS = [
  'published',
  'booked',
  'moved',
  'replaced',
  'freed',
  'looking',
  'ended',
  'stand-in-asked',
  'kept',
  'stood-in',
  'late',
  'feedback',
  'confirmed',
] as const;
export type News = (typeof NEWS)[number];

/** What the sentences name. */
export interface NewsWords {
  /** The other person of the interview that fell away, or who acted. */
  other: string;
  /** When that interview was. */
  when: string;
  /** By when the student hears. */
  hearBy: string;
}

/** The sentences for an occasion. */
export function newsLines(news: News, { other, when, hearBy }: NewsWords): string[] {
  switch (news) {
    case 'published':
      return ['Here are your practice interviews, 25 minutes each with feedback. Please confirm each one.'];
    case 'booked':
      return ['There is a practice interview for you. Please confirm it.'];
    case 'moved':
      return [
        `Your practice interview with ${other} on ${when} has changed, to make room for somebody. Please confirm the new one.`,
      ];
    case 'replaced':
      return [`${other} can't come to the practice interview on ${when}. I have found you another. Please confirm it.`];
    case 'freed':
      return [`Your practice interview with ${other} on ${when} does not take place; the time is yours again.`];
    case 'looking':
      return [
        `${other} can't come to the practice interview on ${when}. Nobody else is free at a time that suits you so far; the career planning staff are looking, and you keep your turn.`,
      ];
    case 'ended':
      return [`Your practice interview with ${other} on ${when} has ended before it began; this is nothing you did.`];
    case 'stand-in-asked':
      return [`${other} can't come to a practice interview on ${when}. Could you stand in? The first to say yes does.`];
    case 'kept':
      return [
        `${other} can't come to your practice interview on ${when}. You keep your place: by ${hearBy} you will hear who interviews you instead.`,
      ];
    case 'stood-in':
      return [`${other} interviews you instead, at the same time:`];
    case 'late':
      return [`${other} is running late for your practice interview on ${when}. Please wait a little.`];
    case 'feedback':
      return [`${other} has given you feedback on your practice interview on ${when}. Nobody else can read it.`];
    case 'confirmed':
      return [`${other} stands in for your practice interview on ${when}.`];
  }
}

/** Said where a student's second interviewer is of another specialty. */
export const RELAXED_NOTE =
  'One of your interviewers is of another specialty: there are few of yours this season, so the staff allowed it for the second interview.';
