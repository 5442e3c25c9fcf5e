import type { ActionListener, Feature, Reply } from '../../feature.ts';
import * as does from './handlers/index.ts';
import { jobs } from './jobs.ts';
import * as id from './messages/index.ts';

/** What staff press on the card of a broadcast. */
const onCard: readonly ActionListener[] = (
  [
    [id.SHOW, does.showCard],
    [id.PREVIEW, does.sendPreview],
    [id.SEND, does.send],
    [id.APPROVE, does.approve],
    [id.RELEASE, does.release],
    [id.RETURN, does.giveBack],
    [id.DISCARD, does.discard],
    [id.PAUSE, does.pause],
    [id.RESUME, does.resume],
    [id.STOP, does.stop],
    [id.RETRY, does.retry],
    [id.RECALL, does.recall],
    [id.NUDGE, does.nudge],
  ] as const
).map(([action, run]) => ({ action, relation: 'program', answer: 'replace', run }));

/** What opens beside it. */
const beside: readonly ActionListener[] = (
  [
    [id.WRITE, does.write],
    [id.CHOOSE, does.chooseAudience],
    [id.CORRECT, does.askCorrection],
    [id.LIST, does.listBroadcasts],
    [id.RECIPIENTS, does.sendRecipients],
    [id.UNREACHED, does.showUnreached],
  ] as const
).map(([action, run]) => ({ action, relation: 'program', answer: 'new', run }));

export const broadcasts: Feature = {
  name: 'broadcasts',
  commands: [
    {
      name: 'broadcast',
      alsoCalled: ['broadcasts', 'announce'],
      action: 'broadcasts.broadcast',
      relation: 'program',
      help: [{ usage: 'broadcast', text: 'write to many at once; `broadcast list` shows what was written' }],
      run: (ctx, asker, words): Promise<Reply> =>
        words.trim() === '' ? does.writeNew(ctx, asker) : does.listBroadcasts(ctx, asker, words),
    },
  ],
  shortcuts: [{ action: id.NEW, relation: 'program', run: does.writeNew }],
  actions: [
    ...onCard,
    ...beside,
    { action: id.ACKNOWLEDGE, answer: 'new', changesHome: true, run: does.acknowledgeIt },
    { action: id.READ, answer: 'new', run: does.readIt },
    { action: id.PREVIEWED, relation: 'program', answer: 'new', run: async () => id.previewPressed() },
  ],
  forms: [
    { action: id.WRITTEN, relation: 'program', run: does.saveWriting },
    { action: id.CHOSEN, relation: 'program', run: does.saveAudience },
    { action: id.CORRECTED, relation: 'program', run: does.correct },
  ],
  options: [{ action: id.PICK_SESSION, relation: 'program', run: does.pickSession }],
  acts: {
    'broadcasts.send': 'sent a message to many',
    'broadcasts.approve': 'approved a message to many',
    'broadcasts.release': 'released a message in Match week',
    'broadcasts.return': 'gave a draft back',
    'broadcasts.discard': 'discarded a draft',
    'broadcasts.correct': 'corrected a message to many',
    'broadcasts.recall': 'recalled a message to many',
    'broadcasts.pause': 'paused a message to many',
    'broadcasts.resume': 'let a message to many go on',
    'broadcasts.stop': 'stopped a message to many',
    'broadcasts.retry': 'tried messages again',
    'broadcasts.nudge': 'reminded those who have yet to acknowledge',
  },
  undo: { 'broadcasts.discard': does.restore },
  composers: {
    message: does.composeMessage,
    preview: does.composePreview,
    progress: does.composeProgress,
    ask: does.composeAsk,
    grown: does.composeGrown,
    nudge: does.composeNudge,
    'advisor-note': does.composeAdvisorNote,
    'staff-note': does.composeStaffNote,
  },
  jobs,
  counts: does.countBroadcasts,
  forecast: { list: does.goingOut, describe: does.describeGoingOut },
  waiting: does.waitingAcknowledgements,
  due: does.dueInDigests,
  subjects: ['broadcast'],
  stillTrue: does.stillToRead,
};
