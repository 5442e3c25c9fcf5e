import type { Feature } from '../../feature.ts';
import { changeSettings, showSettings } from './handlers.ts';
import { OPEN, SAVE } from './messages/index.ts';

export const settings: Feature = {
  name: 'settings',
  commands: [
    {
      name: 'settings',
      alsoCalled: ['preferences', 'pause'],
      action: 'settings.settings',
      help: [{ usage: 'settings', text: 'what I remind you of, when, and a pause' }],
      run: showSettings,
    },
  ],
  actions: [{ action: OPEN, answer: 'new', run: showSettings }],
  forms: [{ action: SAVE, run: changeSettings }],
};
