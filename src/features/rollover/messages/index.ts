export { examples } from './examples.ts';
export * from './ids.ts';
export { rollOverDone, rollOverForm, rollOverProposed, rollOverShown } from './roll-over.ts';
