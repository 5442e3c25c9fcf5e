export { consoleOnHome, letGo, showConsole, stopAll } from './console.ts';
export { hold, lookAt, release, showGoingOut, skip, undoHold } from './going-out.ts';
export { countDeliveries, leaveUnsent, sendAgain, showTroubled, wasSent } from './troubled.ts';
