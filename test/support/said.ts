// What people press, send and read, without Slack: everything goes through the one way from an interaction to its answer.
import type { FormValues } from '../../src/domain/form-values.ts';
import type { Answered, Answerer } from '../../src/slack/answer.ts';

export interface Talk {
  command(who: string, text: string): Promise<Answered>;
  click(who: string, actionId: string, value: string): Promise<Answered>;
  submit(
    who: string,
    actionId: string,
    value: string,
    values?: Record<string, FormValues extends ReadonlyMap<string, infer V> ? V : never>,
  ): Promise<Answered>;
}

export function talkTo(answerer: Answerer): Talk {
  return {
    command(who, text) {
      const [word = '', ...rest] = text.split(' ');
      return answerer.command({ slackUserId: who, word, rest: rest.join(' '), triggerId: null });
    },
    click: (who, actionId, value) => answerer.click({ slackUserId: who, actionId, value, triggerId: null, view: null }),
    submit: (who, actionId, value, values = {}) =>
      answerer.submit({ slackUserId: who, viewId: 'V1', actionId, value, values: new Map(Object.entries(values)) }),
  };
}

interface Element {
  type?: string;
  action_id?: string;
  value?: string;
  text?: { text?: string };
}

/** All buttons anywhere in what was said, in their order. */
export function buttonsOf(said: unknown): { label: string; action: string; value: string }[] {
  if (Array.isArray(said)) return said.flatMap(buttonsOf);
  if (typeof said !== 'object' || said === null) return [];
  const { type, action_id, value, text } = said as Element;
  if (type === 'button' && action_id !== undefined)
    return [{ label: text?.text ?? '', action: action_id, value: value ?? '' }];
  return Object.values(said).flatMap(buttonsOf);
}

/** The value of the button with this label; throws where there is none. */
export function buttonValue(said: unknown, label: string): string {
  const found = buttonsOf(said).find((button) => button.label === label);
  if (!found) throw new Error(`no button ${label} in ${JSON.stringify(said)}`);
  return found.value;
}
