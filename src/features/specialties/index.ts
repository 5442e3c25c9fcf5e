import type { Feature } from '../../feature.ts';
import { followedOnHome, followSpecialty, openSpecialty, showSpecialty, unfollowSpecialty } from './handlers.ts';
import { FOLLOW, SHOW, UNFOLLOW } from './messages.ts';

export const specialties: Feature = {
  name: 'specialties',
  commands: [
    {
      name: 'specialty',
      alsoCalled: ['specialties'],
      action: 'specialties.specialty',
      help: [
        { usage: 'specialty dermatology', text: 'one specialty: panels, recordings, mentors, whom to ask; Follow it' },
      ],
      run: showSpecialty,
    },
  ],
  actions: [
    { action: SHOW, answer: 'new', run: openSpecialty },
    { action: FOLLOW, answer: 'replace', changesHome: true, run: followSpecialty },
    { action: UNFOLLOW, answer: 'replace', changesHome: true, run: unfollowSpecialty },
  ],
  home: followedOnHome,
};
