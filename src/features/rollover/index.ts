import type { Feature } from '../../feature.ts';
import { applyRollOver, chooseRollOver, previewRollOver, showRollOver, undoRollOver } from './handlers.ts';
import { APPLY, CHOOSE, PREVIEW } from './messages/index.ts';

const relation = 'program';

export const rollover: Feature = {
  name: 'rollover',
  actions: [{ action: CHOOSE, relation, answer: 'new', run: chooseRollOver }],
  forms: [
    { action: PREVIEW, relation, run: previewRollOver },
    { action: APPLY, relation, changesHome: true, run: applyRollOver },
  ],
  staffPages: [
    {
      name: 'roll-over',
      alsoCalled: ['rollover', 'next-year'],
      action: 'rollover.page',
      help: { usage: 'staff roll-over', text: "next year's sessions and dates made of this year's; tick what applies" },
      run: showRollOver,
    },
  ],
  acts: { 'rollover.apply': 'rolled the year over' },
  undo: { 'rollover.apply': undoRollOver },
};
