import type { Feature } from '../../feature.ts';
import { explainUnknown, greetStranger, showHelp, showHome, showNext, showNextAndHelp } from './handlers.ts';

export const home: Feature = {
  name: 'home',
  commands: [
    {
      name: 'next',
      alsoCalled: ['upcoming'],
      action: 'home.next',
      help: [{ usage: 'next', text: 'what waits for you, what is next and what is still open; `next 10` for more' }],
      run: showNext,
    },
    {
      name: 'help',
      alsoCalled: ['?', 'hello'],
      action: 'home.help',
      help: [{ usage: 'help', text: 'this list' }],
      run: showHelp,
    },
  ],
  answers: {
    actions: {
      alone: 'home.next',
      unknown: 'home.help',
      directMessage: 'home.direct-message',
      home: 'home.opened',
    },
    alone: showNextAndHelp,
    unknown: explainUnknown,
    directMessage: showHelp,
    home: showHome,
    stranger: greetStranger,
  },
};
