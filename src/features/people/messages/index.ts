export { ownPage, personChanged, proposalDecided, proposalForStaff, proposalList, proposalSettled } from './answers.ts';
export { changePreview, endAsked, leaveAsked, overrideAsked, rolesAsked } from './change-forms.ts';
export { examples } from './examples.ts';
export * from './ids.ts';
export { peopleFound, personAsked, personPage } from './person-page.ts';
