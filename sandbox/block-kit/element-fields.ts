/** The fields that many elements share. */
import { confirm, dispatchActionConfig } from './composition.ts';
import { flag, upTo } from './rule.ts';
import { actionId, plainText } from './texts.ts';

const placeholder = plainText(upTo(150, 'block-kit.element.placeholder'));

/** Of everything that asks before it acts. */
export const asking = { ...actionId, confirm };

/** Of what may have the cursor when a view opens. */
export const focusable = { ...asking, focus_on_load: flag };

/** Of menus and pickers. */
export const choosing = { ...focusable, placeholder };

/** Of what is typed into. */
export const typing = { ...actionId, placeholder, focus_on_load: flag, dispatch_action_config: dispatchActionConfig };
