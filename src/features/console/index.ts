import type { Feature } from '../../feature.ts';
import * as does from './handlers/index.ts';
import { GOING_OUT, HOLD, LET_GO, LOOK, RELEASE, SKIP, STOP_ALL } from './messages/index.ts';

const relation = 'program';

export const staffConsole: Feature = {
  name: 'console',
  actions: [
    { action: GOING_OUT, relation, answer: 'new', run: does.showGoingOut },
    { action: LOOK, relation, answer: 'new', run: does.lookAt },
    { action: HOLD, relation, answer: 'new', changesHome: true, run: does.hold },
    { action: SKIP, relation, answer: 'new', changesHome: true, run: does.skip },
    { action: RELEASE, relation, answer: 'new', changesHome: true, run: does.release },
    { action: STOP_ALL, relation, answer: 'new', changesHome: true, run: does.stopAll },
    { action: LET_GO, relation, answer: 'new', changesHome: true, run: does.letGo },
  ],
  staffPages: [
    {
      name: 'console',
      alsoCalled: ['overview'],
      action: 'console.console',
      help: { usage: 'staff console', text: 'numbers, what is going out, the switch that stops all messages' },
      run: does.showConsole,
    },
    {
      name: 'outgoing',
      alsoCalled: ['forecast'],
      action: 'console.going-out-page',
      help: { usage: 'staff outgoing', text: 'what leaves in the next 7 days, to whom; hold it or leave it out' },
      run: does.showGoingOut,
    },
  ],
  acts: {
    'console.hold': 'held a message',
    'console.skip': 'left a message out',
    'console.release': 'let a message go',
    'outbox.hold': 'stopped all messages',
    'outbox.resume': 'let messages go again',
    'outbox.retry': 'sent messages again',
    'outbox.drop': 'took messages back',
    'outbox.confirm': 'confirmed that messages were sent',
  },
  undo: { 'console.hold': does.undoHold, 'console.skip': does.undoHold, 'console.release': does.undoHold },
  homeTop: does.consoleOnHome,
};
