// What is said to people of their interviews, unasked: which words for which occasion. Pure.

export const NEWS = [
  'published',
  'booked',
  'moved',
  'replaced',
  'freed',
  'looking',
  'stand-in-asked',
  'kept',
  'kept-by-staff',
  'not-yet',
  'stood-in',
  'late',
  'feedback',
  'confirmed',
] as const;
export type News = (typeof NEWS)[number];

/** Why an interview is not as it was: somebody can't come, staff changed the plan, or somebody is not in the round any more. */
export const WHY = ['refused', 'staff', 'ended'] as const;
export type Why = (typeof WHY)[number];

/** What staff are told. */
export const ALERTS = [
  'nobody-free',
  'short-notice',
  'nobody-asked',
  'nobody-stands-in',
  'student-short-notice',
  'rule',
  'outside',
] as const;
export type Alert = (typeof ALERTS)[number];

/** What the sentences name. */
export interface NewsWords {
  /** The other person of the interview that fell away, or who acted. */
  other: string;
  /** When that interview was. */
  when: string;
  /** By when the student hears. */
  hearBy: string;
  why: Why;
}

/** How an interview fell away. */
const FELL: Record<Why, (other: string, when: string) => string> = {
  refused: (other, when) => `${other} can't come to the practice interview on ${when}.`,
  staff: (other, when) =>
    `The career planning staff have taken your practice interview with ${other} on ${when} out of the plan.`,
  ended: (other, when) =>
    `Your practice interview with ${other} on ${when} has ended before it began; this is nothing you did.`,
};

/** The sentences for an occasion. */
export function newsLines(news: News, { other, when, hearBy, why }: NewsWords): string[] {
  switch (news) {
    case 'published':
      return ['Here are your practice interviews, 25 minutes each with feedback. Please confirm each one.'];
    case 'booked':
      return ['There is a practice interview for you. Please confirm it.'];
    case 'moved':
      return [
        why === 'staff'
          ? `The career planning staff have moved your practice interview with ${other} on ${when}. Please confirm the new one.`
          : `Your practice interview with ${other} on ${when} has changed, to make room for somebody. Please confirm the new one.`,
      ];
    case 'replaced':
      return [`${FELL[why](other, when)} I have found you another. Please confirm it.`];
    case 'freed':
      return [
        why === 'ended'
          ? `${FELL.ended(other, when)} The time is yours again.`
          : `Your practice interview with ${other} on ${when} does not take place; the time is yours again.`,
      ];
    case 'looking':
      return [
        `${FELL[why](other, when)} Nobody else is free at a time that suits you so far; the career planning staff are looking, and you keep your turn.`,
      ];
    case 'stand-in-asked':
      return [`${other} can't come to a practice interview on ${when}. Could you stand in? The first to say yes does.`];
    case 'kept':
      return [
        `${other} can't come to your practice interview on ${when}. You keep your place: others are being asked, and by ${hearBy} you hear from me.`,
      ];
    case 'kept-by-staff':
      return [
        `${other} can't come to your practice interview on ${when}. You keep your place: the career planning staff are looking for somebody else, and by ${hearBy} you hear how it stands.`,
      ];
    case 'not-yet':
      return [
        `For your practice interview on ${when}, in place of ${other}, nobody is found so far. You keep your place; the career planning staff are looking, and write to you.`,
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
