export { examples } from './examples.ts';
export { OPEN, SAVE } from './ids.ts';
export { settingsAnswer, settingsSaved } from './settings-answer.ts';
