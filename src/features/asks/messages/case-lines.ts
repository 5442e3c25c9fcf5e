// How a case is named and told, to its asker and to the role that answers it.
import type { Temporal } from 'temporal-polyfill';
import type { AskKind, CaseQueue, CaseState, Way } from '../../../domain/asks.ts';
import { ROLE_NAMES } from '../../../domain/roles.ts';
import { listText, momentText } from '../../../domain/wording.ts';
import { KIND_TITLES, WAY_NAMES } from '../rules/kinds.ts';

export interface CaseView {
  id: number;
  kind: AskKind;
  /** The name of a specialty. */
  specialty: string | null;
  place: string | null;
  ways: readonly Way[];
  words: string;
  queue: CaseQueue;
  state: CaseState;
  asker: string;
  claimer: string | null;
  openedAt: Temporal.Instant;
  /** How many working days the asker has waited for something to happen; null where they don't. */
  waited: number | null;
}

/** `Alumni advisor: Dermatology, Boston` */
export function caseTitle({ kind, specialty, place }: Pick<CaseView, 'kind' | 'specialty' | 'place'>): string {
  const about = [specialty, place].flatMap((part) => part ?? []).join(', ');
  return about === '' ? KIND_TITLES[kind] : `${KIND_TITLES[kind]}: ${about}`;
}

/** `the career planning staff`, `the Alumni Liaison` */
export function queueName(queue: CaseQueue): string {
  return queue === 'staff' ? 'the career planning staff' : `the ${ROLE_NAMES[queue]}`;
}

/** Where it stands, to its asker. */
export function ownStateText({ state, queue, claimer }: Pick<CaseView, 'state' | 'queue' | 'claimer'>): string {
  switch (state) {
    case 'open':
      return `waiting for ${queueName(queue)}`;
    case 'claimed':
      return `with ${claimer ?? ''} (${queue === 'staff' ? 'career planning staff' : ROLE_NAMES[queue]})`;
    case 'connected':
      return `you were introduced by ${claimer ?? ''}`;
    case 'closed':
      return 'closed';
  }
}

/** Where it stands, to the role that answers it. */
export function queueStateText({ state, claimer, waited }: Pick<CaseView, 'state' | 'claimer' | 'waited'>): string {
  const days = waited === null || waited === 0 ? '' : `, ${waited} working ${waited === 1 ? 'day' : 'days'}`;
  if (state === 'open') return `to be claimed${days}`;
  if (state === 'claimed') return `with ${claimer ?? ''}${waited === null ? ', answered' : days}`;
  return state === 'connected' ? `with ${claimer ?? ''}, introduced` : 'closed';
}

/** What was asked, in the asker's words, with when, line by line. */
export function askedLines(asked: CaseView, zone: string): string[] {
  return [`Asked on ${momentText(asked.openedAt, zone)}`, ...aboutLines(asked)];
}

/** The same without when. */
export function aboutLines({ ways, words, place }: Pick<CaseView, 'ways' | 'words' | 'place'>): string[] {
  return [
    ...(place === null ? [] : [`Place or program: ${place}`]),
    ...(ways.length === 0
      ? []
      : [
          `By ${listText(
            ways.map((way) => WAY_NAMES[way]),
            'or',
          )}`,
        ]),
    ...(words === '' ? [] : [words]),
  ];
}
