export { actNoted } from './act-noted.ts';
export { examples } from './examples.ts';
export { milestonesSection } from './home-section.ts';
export { DONE, EARLIER, LATER, milestoneButton, NOT_FOR_ME, OPEN, REMIND, STEPS, TICK, UNDO, WAVE } from './ids.ts';
export { todoList } from './todo-list.ts';
