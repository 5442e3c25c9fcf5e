export const GOING_OUT = 'console.going-out';
export const LOOK = 'console.look';
export const HOLD = 'console.hold';
export const SKIP = 'console.skip';
export const RELEASE = 'console.release';
export const STOP_ALL = 'console.stop-all';
export const LET_GO = 'console.let-go';
