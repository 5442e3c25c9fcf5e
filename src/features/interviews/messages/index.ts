export { examples } from './examples.ts';
export * from './feedback-answer.ts';
export * from './forms.ts';
export * from './ids.ts';
export * from './offer-ask.ts';
export {
  type InterviewNews,
  interviewNews,
  interviewsOnHome,
  type ShownInterview,
} from './own-interviews.ts';
export * from './staff-forms.ts';
export * from './staff-round.ts';
