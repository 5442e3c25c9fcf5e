export { examples } from './examples.ts';
export { asksSection } from './home-section.ts';
export {
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
} from './ids.ts';
export { askAnswer, askForm, askSent, ownCase } from './own-asks.ts';
export { actNoted, casePage, connectForm, queuePage, replyForm } from './queue-pages.ts';
export {
  caseClaimed,
  caseClosed,
  caseConnected,
  caseEnded,
  caseReopened,
  caseReplied,
  caseWithdrawn,
  introduction,
  newCase,
  nudge,
} from './told.ts';
