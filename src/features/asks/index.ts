import { ASK_KINDS } from '../../domain/asks.ts';
import type { Feature } from '../../feature.ts';
import { claimCase, closeCase, connect, giveBackCase, openConnect, openReply, sendReply } from './handlers/act.ts';
import { openAsk, sendAsk, showAsk, showOwnCase, withdrawCase } from './handlers/ask.ts';
import {
  composeClaimed,
  composeClosed,
  composeConnected,
  composeEnded,
  composeIntroduction,
  composeNewCase,
  composeNudge,
  composeReopened,
  composeReplied,
  composeWithdrawn,
} from './handlers/compose.ts';
import { asksOnHome, countAsks, waitingAsks } from './handlers/contribute.ts';
import { followPeople } from './handlers/people-changed.ts';
import { pickCounterpart, showCase, showQueue } from './handlers/queue.ts';
import { undoClose } from './handlers/undo-close.ts';
import { nudgeJob } from './jobs.ts';
import {
  CLAIM,
  CLOSE,
  CONNECT,
  GIVE_BACK,
  NEW,
  OPEN_CASE,
  OWN,
  OWN_CASE,
  PICK,
  QUEUE,
  REPLY,
  SEND,
  SEND_CONNECT,
  SEND_REPLY,
  WITHDRAW,
} from './messages/index.ts';

export const asks: Feature = {
  name: 'asks',
  commands: [
    {
      name: 'ask',
      alsoCalled: ['asks', 'question', 'alumni', 'shadowing'],
      action: 'asks.ask',
      help: [
        {
          usage: 'ask',
          text: 'an alumni advisor, a specialty mentor, shadowing, Step 1, or a question; and your asks',
        },
      ],
      run: showAsk,
    },
    {
      name: 'cases',
      alsoCalled: ['queue'],
      action: 'asks.cases',
      relation: 'program',
      help: [{ usage: 'cases', text: 'asks in your queue: claim, reply, connect, close' }],
      run: showQueue,
    },
  ],
  actions: [
    ...ASK_KINDS.map((kind) => ({ action: NEW[kind], answer: 'new' as const, run: openAsk })),
    { action: OWN, answer: 'new', run: (ctx, asker) => showAsk(ctx, asker, '') },
    { action: OWN_CASE, answer: 'new', run: showOwnCase },
    { action: WITHDRAW, answer: 'replace', changesHome: true, run: withdrawCase },
    { action: QUEUE, relation: 'program', answer: 'new', run: showQueue },
    { action: OPEN_CASE, relation: 'program', answer: 'new', run: showCase },
    { action: CLAIM, relation: 'program', answer: 'new', changesHome: true, run: claimCase },
    { action: GIVE_BACK, relation: 'program', answer: 'new', changesHome: true, run: giveBackCase },
    { action: REPLY, relation: 'program', answer: 'new', run: openReply },
    { action: CONNECT, relation: 'program', answer: 'new', run: openConnect },
    { action: CLOSE, relation: 'program', answer: 'new', changesHome: true, run: closeCase },
  ],
  forms: [
    { action: SEND, changesHome: true, run: sendAsk },
    { action: SEND_REPLY, relation: 'program', changesHome: true, run: sendReply },
    { action: SEND_CONNECT, relation: 'program', changesHome: true, run: connect },
  ],
  options: [{ action: PICK, relation: 'program', run: pickCounterpart }],
  staffPages: [
    {
      name: 'cases',
      alsoCalled: ['asks', 'queue'],
      action: 'asks.staff-cases',
      help: { usage: 'staff cases', text: 'asks in the queue of staff, and how many wait with others' },
      run: showQueue,
    },
  ],
  jobs: [nudgeJob],
  composers: {
    'new-case': composeNewCase,
    claimed: composeClaimed,
    replied: composeReplied,
    connected: composeConnected,
    closed: composeClosed,
    introduction: composeIntroduction,
    reopened: composeReopened,
    ended: composeEnded,
    withdrawn: composeWithdrawn,
    nudge: composeNudge,
  },
  home: asksOnHome,
  waiting: waitingAsks,
  counts: countAsks,
  acts: {
    'asks.claim': 'claimed an ask',
    'asks.give-back': 'gave an ask back',
    'asks.reply': 'answered an ask',
    'asks.connect': 'connected an asker with somebody',
    'asks.close': 'closed an ask',
    'asks.withdraw': 'took an ask back',
  },
  undo: { 'asks.close': undoClose },
  onPeopleChanged: followPeople,
};
