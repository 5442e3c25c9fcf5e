import { buttons, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { composed } from '../../../slack/message.ts';
import { OPEN } from './ids.ts';
import { settingsForm } from './settings-form.ts';
import { linesOf, type SettingsView } from './settings-lines.ts';

function listed(title: string, view: SettingsView, note: string): Message {
  const lines = linesOf(view);
  return composed(
    [title, ...lines, note],
    [header(title), section(lines.map((line) => escaped(line)).join('\n')), section(escaped(note))],
  );
}

/** The form of the settings; where it can't open, what holds, with a button that tries again. */
export function settingsAnswer(view: SettingsView): Message & { form: Form } {
  const { text, blocks } = listed('Your settings', view, 'Change opens them as a form.');
  return {
    text,
    blocks: [...blocks, buttons([{ label: 'Change', action: OPEN, value: 'settings' }])],
    form: settingsForm(view),
  };
}

/** What holds from now on. */
export function settingsSaved(view: SettingsView): Message {
  return listed('Saved', view, 'What you booked, what you ask me, and what everybody must know comes all the same.');
}
