// Advisory locks of the outbox: any numbers that no other lock of ours has.

/** Together with the id of a worker: held by its session for as long as it lives. */
export const WORKER_LOCK = 7_310_620;

/** Held in the transaction that claims rows or takes slots, so that processes do it one after the other. */
export const CLAIM_LOCK = 7_310_621;
