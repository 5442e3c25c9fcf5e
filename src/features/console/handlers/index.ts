export { consoleOnHome, letGo, showConsole, stopAll } from './console.ts';
export { lookAt, showGoingOut } from './going-out.ts';
export { askOnePerson, hold, keepOne, release, skip, undoHold } from './holding.ts';
export { countDeliveries, leaveUnsent, sendAgain, showTroubled, wasSent } from './troubled.ts';
