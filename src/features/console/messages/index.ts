export { examples } from './examples.ts';
export {
  type GoingOutLine,
  type GoingOutTotals,
  goingOutChanged,
  goingOutDetails,
  goingOutPage,
  ONE_FIELDS,
  onePersonAsked,
} from './going-out.ts';
export { type ConsoleSection, consoleAnswer, consoleSection, type Stopped, switchChanged } from './home-section.ts';
export * from './ids.ts';
export { type TroubledLine, troubledPage } from './troubled.ts';
