import type { Feature } from '../../feature.ts';
import * as does from './handlers/index.ts';
import * as id from './messages/index.ts';

const relation = 'program';

export const staffConsole: Feature = {
  name: 'console',
  actions: [
    { action: id.GOING_OUT, relation, answer: 'new', run: does.showGoingOut },
    { action: id.LOOK, relation, answer: 'new', run: does.lookAt },
    { action: id.HOLD, relation, answer: 'new', changesHome: true, run: does.hold },
    { action: id.SKIP, relation, answer: 'new', changesHome: true, run: does.skip },
    { action: id.RELEASE, relation, answer: 'new', changesHome: true, run: does.release },
    { action: id.ONE_PERSON, relation, answer: 'new', run: does.askOnePerson },
    { action: id.STOP_ALL, relation, answer: 'new', changesHome: true, run: does.stopAll },
    { action: id.LET_GO, relation, answer: 'new', changesHome: true, run: does.letGo },
    { action: id.TROUBLED, relation, answer: 'new', run: does.showTroubled },
    { action: id.WAS_SENT, relation, answer: 'replace', changesHome: true, run: does.wasSent },
    { action: id.SEND_AGAIN, relation, answer: 'replace', changesHome: true, run: does.sendAgain },
    { action: id.LEAVE_UNSENT, relation, answer: 'replace', changesHome: true, run: does.leaveUnsent },
  ],
  forms: [{ action: id.KEEP_ONE, relation, changesHome: true, run: does.keepOne }],
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
    {
      name: 'deliveries',
      alsoCalled: ['uncertain', 'failed'],
      action: 'console.deliveries',
      help: { usage: 'staff deliveries', text: 'messages that may not have arrived: was sent, send again, leave it' },
      run: does.showTroubled,
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
  counts: does.countDeliveries,
  homeTop: does.consoleOnHome,
};
