// Every message of every slice as a reader of the code sees it (goldens), and as Slack checks it.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../sandbox/block-kit/check-blocks.ts';
import { checkMarks } from '../../sandbox/block-kit/check-marks.ts';
import { checkMessage } from '../../sandbox/block-kit/check-message.ts';
import { checkView } from '../../sandbox/block-kit/check-view.ts';
import type { Message } from '../../src/slack/blocks.ts';
import { type Form, formView } from '../../src/slack/form.ts';
import { answerText } from '../support/answer-text.ts';
import { readAsMarks } from '../support/read-as-marks.ts';
import { ROOT, sourceFiles } from '../support/source-files.ts';

/** A builder gives a whole message, or its part of the Home page. */
type Examples = Record<string, Record<string, Message | Message['blocks']>>;

const modules = sourceFiles('src/features').filter(({ path }) =>
  /^src\/features\/[^/]+\/messages(\.ts|\/index\.ts)$/.test(path),
);

/** spec 2, "Tone": words that a colleague who helps does not say. */
const BANNED = /\boverdue\b|\byou lack\b|\bno-show\b|\bowed\b|\bdeclined\b|\bfailed to\b|\bcongratulations\b/i;

/** The form that opens in place of a message; most have none. */
function formOf(message: Message): Form | undefined {
  return 'form' in message ? (message.form as Form) : undefined;
}

for (const { path } of modules) {
  const slice = path.split('/')[2] ?? '';
  const { examples } = (await import(join(ROOT, path))) as { examples: Examples };
  const cases = Object.entries(examples).flatMap(([builder, byCase]) =>
    Object.entries(byCase).map(([name, built]) => ({
      builder,
      name,
      onHome: Array.isArray(built) || builder === 'homePage',
      message: Array.isArray(built) ? { text: '', blocks: built } : built,
    })),
  );

  describe(slice, () => {
    test.each(cases)('$builder, $name, is what Slack accepts', ({ onHome, message }) => {
      const problems = onHome ? checkBlocks(message.blocks, 'home') : checkMessage(message);
      expect([...problems, ...checkMarks(message.blocks, '/blocks')]).toEqual([]);
    });

    test.each(cases.filter(({ message }) => formOf(message)))(
      '$builder, $name, opens a form that Slack accepts',
      ({ message }) => {
        const form = formOf(message);
        expect(form && checkView(JSON.parse(JSON.stringify(formView(form))))).toEqual([]);
      },
    );

    test.each(cases)('$builder, $name, notifies nobody and keeps the tone', ({ message }) => {
      expect(readAsMarks(message).join('\n')).not.toMatch(/<!(channel|here|everyone)/);
      expect(answerText(message)).not.toMatch(BANNED);
    });

    test.each(cases)('$builder, $name, reads as agreed', async ({ builder, name, message }) => {
      await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(
        `../golden/${slice}/${builder}.${name}.json`,
      );
    });
  });
}
