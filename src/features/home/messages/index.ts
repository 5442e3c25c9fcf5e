export { examples } from './examples.ts';
export { helpAnswer, strangerAnswer, unknownWord } from './help-answer.ts';
export { homePage } from './home-page.ts';
export { nextAnswer } from './next-answer.ts';
