export { actsListed } from './acts-listed.ts';
export { examples } from './examples.ts';
export * from './ids.ts';
export {
  columnsAsked,
  differenceShown,
  importAsked,
  importDone,
  mistakesShown,
  tableExported,
  tablesListed,
} from './import-forms.ts';
export { actUndone, staffOverview } from './overview.ts';
