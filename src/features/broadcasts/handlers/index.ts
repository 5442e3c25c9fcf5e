export {
  acknowledgeIt,
  dueInDigests,
  readIt,
  stillToRead,
  waitingAcknowledgements,
} from './answer.ts';
export { listBroadcasts, showCard } from './card.ts';
export {
  composeAdvisorNote,
  composeAsk,
  composeGrown,
  composeMessage,
  composeNudge,
  composePreview,
  composeProgress,
  composeStaffNote,
} from './compose.ts';
export { chooseAudience, discard, pickSession, restore, saveAudience, saveWriting, write, writeNew } from './draft.ts';
export { describeGoingOut, goingOut } from './going-out.ts';
export { countBroadcasts, sendPreview, sendRecipients, showUnreached } from './lists.ts';
export { askCorrection, correct, nudge, pause, recall, resume, retry, stop } from './run.ts';
export { approve, giveBack, release, send } from './send.ts';
