import type { Feature } from '../../feature.ts';
import { remindLater, tickElsewhere, tickOff, undo, waveAway, waveElsewhere } from './handlers/act.ts';
import {
  dueMilestones,
  noteOptionalSessions,
  openMilestones,
  settleForOthers,
  stillOpenMilestones,
  stillTrueOfMilestone,
  upcomingMilestones,
} from './handlers/contribute.ts';
import { milestonesOnHome, showSteps, showTodo, turnPage } from './handlers/list.ts';
import { DONE, EARLIER, LATER, NOT_FOR_ME, OPEN, REMIND, STEPS, TICK, UNDO, WAVE } from './messages/index.ts';

export const milestones: Feature = {
  name: 'milestones',
  commands: [
    {
      name: 'todo',
      alsoCalled: ['milestones', 'checklist'],
      action: 'milestones.todo',
      help: [{ usage: 'todo', text: 'your milestones: what is still open, and what is done; tick it off here' }],
      run: showTodo,
    },
  ],
  actions: [
    { action: OPEN, answer: 'new', run: showTodo },
    { action: STEPS, answer: 'new', run: showSteps },
    { action: EARLIER, answer: 'replace', run: turnPage },
    { action: LATER, answer: 'replace', run: turnPage },
    { action: TICK, answer: 'replace', changesHome: true, run: tickOff },
    { action: DONE, answer: 'new', changesHome: true, run: tickElsewhere },
    { action: UNDO, answer: 'replace', changesHome: true, run: undo },
    { action: REMIND, answer: 'replace', run: remindLater },
    { action: NOT_FOR_ME, answer: 'replace', changesHome: true, run: waveAway },
    { action: WAVE, answer: 'new', changesHome: true, run: waveElsewhere },
  ],
  home: milestonesOnHome,
  upcoming: upcomingMilestones,
  stillOpen: stillOpenMilestones,
  openMilestones,
  settleMilestone: settleForOthers,
  due: dueMilestones,
  subjects: ['milestone'],
  stillTrue: stillTrueOfMilestone,
  sessionNotes: noteOptionalSessions,
};
