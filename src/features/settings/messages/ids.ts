import type { Action } from '../../../people/authorise.ts';

export const OPEN = 'settings.open' satisfies Action;
export const SAVE = 'settings.save' satisfies Action;
