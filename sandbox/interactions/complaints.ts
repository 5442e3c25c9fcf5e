/** What Slack's own client refuses to submit, before the app hears of it. */
import { elementPlaces } from '../block-kit/element-places.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { View } from '../workspace/views.ts';
import { currentState, filledValue, statefulElement } from './element-state.ts';
import { blocksOf } from './view-state.ts';

/** The client's objections by block id; empty when the view may be submitted. */
export function complaintsAbout(view: View): Record<string, string> {
  const complaints: Record<string, string> = {};
  for (const { block, element } of elementPlaces(blocksOf(view))) {
    const kind = statefulElement(element);
    const state = currentState(block, element, view.entered);
    if (block.type !== 'input' || !kind || !state) continue;
    const value = filledValue(state, kind);
    const complaint =
      value === undefined
        ? block.optional === true
          ? undefined
          : 'Please complete this required field.'
        : about(element, value);
    if (complaint !== undefined) complaints[String(block.block_id)] = complaint;
  }
  return complaints;
}

function about(element: JsonObject, value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const most = element.max_selected_items ?? element.max_files;
    return typeof most === 'number' && value.length > most ? `Please choose at most ${most}.` : undefined;
  }
  if (typeof value !== 'string') return undefined;
  switch (element.type) {
    case 'plain_text_input':
      return aboutLength(element, value);
    case 'number_input':
      return aboutNumber(element, value);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Please enter a valid e-mail address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid address.';
    default:
      return undefined;
  }
}

/** An input takes 3,000 characters where the app sets no smaller bound (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element). */
function aboutLength(element: JsonObject, value: string): string | undefined {
  const least = typeof element.min_length === 'number' ? element.min_length : 0;
  const most = typeof element.max_length === 'number' ? element.max_length : 3000;
  if (value.length < least) return `Please enter at least ${least} characters.`;
  return value.length > most ? `Please enter at most ${most} characters.` : undefined;
}

function aboutNumber(element: JsonObject, value: string): string | undefined {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  const least = textOf(element.min_value);
  const most = textOf(element.max_value);
  if (least !== '' && number < Number(least)) return `Please enter ${least} or more.`;
  return most !== '' && number > Number(most) ? `Please enter ${most} or less.` : undefined;
}
