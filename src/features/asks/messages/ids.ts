import type { AskKind } from '../../../domain/asks.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import { KIND_TITLES } from '../rules/kinds.ts';

/** Of the asker. One action for each kind, so that all of them stand in one row. */
export const NEW: Record<AskKind, `asks.new-${AskKind}`> = {
  'alumni-advisor': 'asks.new-alumni-advisor',
  'specialty-mentor': 'asks.new-specialty-mentor',
  shadowing: 'asks.new-shadowing',
  'step-1': 'asks.new-step-1',
  question: 'asks.new-question',
};
export const SEND = 'asks.send';
export const OWN = 'asks.own';
export const OWN_CASE = 'asks.own-case';
export const WITHDRAW = 'asks.withdraw';
/** Of those who look after a queue. */
export const QUEUE = 'asks.queue';
export const OPEN_CASE = 'asks.open';
export const CLAIM = 'asks.claim';
export const GIVE_BACK = 'asks.give-back';
export const REPLY = 'asks.reply';
export const SEND_REPLY = 'asks.send-reply';
export const CONNECT = 'asks.connect';
export const SEND_CONNECT = 'asks.send-connect';
export const CLOSE = 'asks.close';
export const PICK = 'asks.pick-person';

export function newButton(kind: AskKind): ButtonSpec {
  return { label: KIND_TITLES[kind], action: NEW[kind], value: kind };
}

export function ownButton(label = 'My asks'): ButtonSpec {
  return { label, action: OWN, value: 'own' };
}

export function queueButton(label = 'The queue'): ButtonSpec {
  return { label, action: QUEUE, value: 'queue' };
}

export function caseButton(id: number, label = 'Open'): ButtonSpec {
  return { label, action: OPEN_CASE, value: String(id) };
}

export function ownCaseButton(id: number, label = 'Open'): ButtonSpec {
  return { label, action: OWN_CASE, value: String(id) };
}
