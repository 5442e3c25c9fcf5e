import type { Feature } from '../../feature.ts';
import { sayGoing, sayNotGoing } from './handlers/answer.ts';
import { whoAnswered } from './handlers/audience.ts';
import { dueToGuests } from './handlers/due.ts';
import { composePlaceFree, noteSessions, waitingPromotions } from './handlers/notes.ts';
import { fillPlaces } from './handlers/promote.ts';
import { releasePlaces } from './handlers/release-places.ts';
import { GOING, NOT_GOING, PASS_ON, TAKE_PLACE } from './messages.ts';

export const rsvp: Feature = {
  name: 'rsvp',
  actions: [
    { action: GOING, answer: 'new', changesHome: true, run: sayGoing },
    { action: NOT_GOING, answer: 'new', changesHome: true, run: sayNotGoing },
    { action: TAKE_PLACE, answer: 'replace', changesHome: true, run: sayGoing },
    { action: PASS_ON, answer: 'replace', changesHome: true, run: sayNotGoing },
  ],
  audience: { rsvp: whoAnswered },
  composers: { 'place-free': composePlaceFree },
  waiting: waitingPromotions,
  due: dueToGuests,
  sessionNotes: noteSessions,
  onSessionsChanged: fillPlaces,
  onPeopleChanged: releasePlaces,
};
