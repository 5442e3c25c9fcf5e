export { composeDigest, composeMessage } from './compose.ts';
export { followSessions } from './follow-sessions.ts';
export { describeGoingOut, goingOut } from './going-out.ts';
export { noticeHindrance, noticeTimes, saidNotices } from './notices.ts';
export { dueOwn } from './own.ts';
export { nextSending, sendDue } from './send.ts';
export { countTooLate, showTooLate } from './too-late.ts';
