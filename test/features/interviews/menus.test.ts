// Menus of a round with more people than a menu of Slack's holds.
import { expect, it } from 'vitest';
import { roundOverview } from '../../../src/features/interviews/messages/index.ts';

it('are as many as it takes, each named by its first and last, above all buttons', () => {
  const options = Array.from({ length: 250 }, (_, at) => ({ label: `Student ${at + 1}`, value: `1/${at + 1}` }));
  const { blocks } = roundOverview({
    title: 'Practice interviews',
    lines: [],
    lists: [],
    menus: [
      { placeholder: 'By evening …', action: 'interviews.list-day', options: options.slice(0, 2) },
      { placeholder: 'Find one for …', action: 'interviews.find', options },
    ],
    buttons: Array.from({ length: 11 }, (_, at) => ({
      label: `Do ${at}`,
      action: 'interviews.match',
      value: String(at),
    })),
  });
  const text = JSON.stringify(blocks);
  for (const { value } of options) expect(text).toContain(`"${value}"`);
  expect([...text.matchAll(/"(By evening …|Find one for …[^"]*)"/g)].map(([, name]) => name)).toEqual([
    'By evening …',
    'Find one for … Student 1 to Student 100',
    'Find one for … Student 101 to Student 200',
    'Find one for … Student 201 to Student 250',
  ]);
  expect(text).toContain('Do 10');
});
