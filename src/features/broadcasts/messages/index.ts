export { acknowledgeButton, broadcastMessage } from './broadcast-message.ts';
export { broadcastCard, broadcastList } from './card.ts';
export { examples } from './examples.ts';
export { audienceAsked, correctionAsked, writingAsked } from './forms.ts';
export * from './ids.ts';
export {
  acknowledged,
  acknowledgeNudge,
  advisorNote,
  approvalAsked,
  audienceGrown,
  outstandingList,
  previewPressed,
  recipientsSent,
  unreachedEmail,
} from './notes.ts';
