import { PICK_PERSON } from '../../domain/picking.ts';
import { UNDO } from '../../domain/undo.ts';
import type { Feature } from '../../feature.ts';
import { pickPerson, showStaffPage, undoAct } from './handlers.ts';

export const staff: Feature = {
  name: 'staff',
  commands: [
    {
      name: 'staff',
      alsoCalled: ['admin'],
      action: 'staff.staff',
      relation: 'program',
      help: [{ usage: 'staff', text: 'what staff can do here' }],
      run: showStaffPage,
    },
  ],
  actions: [{ action: UNDO, relation: 'program', answer: 'replace', changesHome: true, run: undoAct }],
  options: [{ action: PICK_PERSON, relation: 'program', run: pickPerson }],
};
