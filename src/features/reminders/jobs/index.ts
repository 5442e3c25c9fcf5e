export { composeDigest, composeMessage } from './compose.ts';
export { dueOwn } from './own.ts';
export { nextSending, sendDue } from './send.ts';
