// The forms of an import, in their order: the table, its columns, the difference or the mistakes, what was done.
import { undoButton } from '../../../domain/undo.ts';
import type { Reply } from '../../../feature.ts';
import type { ImportDifference } from '../../../importer.ts';
import {
  type Block,
  buttons,
  context,
  escaped,
  lineSections,
  type Message,
  section,
  shortened,
} from '../../../slack/blocks.ts';
import { type Choice, choice, fileInput, selectInput, textInput } from '../../../slack/inputs.ts';
import { composed, sentence } from '../../../slack/message.ts';
import { EXPORT, IMPORT, IMPORT_AGAIN, LOOK_THROUGH, MAP_COLUMNS } from './ids.ts';

const NO_FORM = 'Please type `/career staff import` again: the form could not be opened this time.';

/** What a text field of Slack holds. */
export const MOST_PASTED = 3000;

export interface TableColumns {
  table: string;
  title: string;
  required: readonly string[];
  optional: readonly string[];
}

function columnsLine({ title, required, optional }: TableColumns): string {
  const more = optional.length === 0 ? '' : `; if you like: ${optional.join(', ')}`;
  return `*${escaped(title)}*: ${escaped(required.join(', '))}${escaped(more)}`;
}

/** Asks for a table, pasted or as a file. */
export function importAsked({
  tables,
  chosen,
}: {
  tables: readonly TableColumns[];
  chosen: string | undefined;
}): Reply {
  const blocks: Block[] = [
    section('The first line names the columns. You see what becomes different before anything is done.'),
    selectInput({
      id: 'table',
      label: 'Table',
      choices: tables.map(({ table, title }) => choice(title, table)),
      chosen,
    }),
    textInput({
      id: 'pasted',
      label: 'Paste it here',
      hint: `Up to ${MOST_PASTED.toLocaleString('en-US')} characters, straight from a spreadsheet or as CSV. For more, send the file below.`,
      multiline: true,
      most: MOST_PASTED,
      optional: true,
    }),
    fileInput({
      id: 'file',
      label: 'Or a CSV file',
      hint: 'Saved as "CSV UTF-8"',
      endings: ['csv', 'tsv', 'txt'],
      optional: true,
    }),
    context(shortened(['Columns', ...tables.map(columnsLine)].join('\n'), 2900)),
  ];
  return {
    ...sentence(NO_FORM),
    form: { action: LOOK_THROUGH, title: 'Import a table', submit: 'Show the difference', blocks },
  };
}

/** The field of a heading, by its place among those that are asked for. */
export function headingField(at: number): string {
  return `heading-${at}`;
}

/** A menu says so where a column is not to be read. */
export const LEAVE_OUT = 'leave-out';

export interface ColumnsAsked {
  number: number;
  title: string;
  unknown: readonly { written: string; guess: string | undefined }[];
  /** `Mail → emails, as before`. */
  remembered: readonly string[];
  columns: readonly string[];
}

/** A form holds 100 blocks; a table of so many unknown columns is another table. */
const MOST_HEADINGS = 80;

/** Asks which column each heading is that nobody has explained yet. It is remembered. */
export function columnsAsked({ number, title, unknown, remembered, columns }: ColumnsAsked): Reply {
  const choices: Choice[] = [choice('Leave it out', LEAVE_OUT), ...columns.map((column) => choice(column, column))];
  const known =
    remembered.length === 0 ? [] : [context(escaped(shortened(`As you said before: ${remembered.join('; ')}`, 2000)))];
  const blocks: Block[] = [
    section(escaped(`${title}: some headings are new to me. Which column is each? I remember it for the next time.`)),
    ...known,
    ...unknown.slice(0, MOST_HEADINGS).map(({ written, guess }, at) =>
      selectInput({
        id: headingField(at),
        label: shortened(`"${written}"`, 150),
        choices,
        chosen: guess ?? LEAVE_OUT,
      }),
    ),
  ];
  return {
    ...sentence(NO_FORM),
    form: { action: MAP_COLUMNS, value: String(number), title: 'Columns', submit: 'Go on', blocks },
  };
}

export interface Difference {
  number: number;
  title: string;
  difference: ImportDifference;
  remembered: readonly string[];
  /** The table became something else since it was looked through. */
  isOther: boolean;
}

/** Lines that are shown; the counts say of all. */
const MOST_LINES = 40;

function countsText({ added, changed, unchanged }: ImportDifference): string {
  return `New: ${added} · Changed: ${changed} · Unchanged: ${unchanged}`;
}

function shownLines(lines: readonly string[]): string[] {
  const left = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES).map((line) => `• ${shortened(line, 250)}`),
    ...(left > 0 ? [`… and ${left} more`] : []),
  ];
}

function backButtons(number: number, label: string): Block {
  return buttons([{ label, action: IMPORT_AGAIN, value: String(number) }]);
}

/** What an import would make different; sending the form does it. */
export function differenceShown({ number, title, difference, remembered, isOther }: Difference): Reply {
  const { added, changed } = difference;
  const isSame = added + changed === 0;
  const other = 'Something changed meanwhile, so nothing was imported. This is the difference as it is now:';
  const lines = [
    ...(isOther ? [other] : []),
    `${title}. ${countsText(difference)}`,
    ...shownLines(difference.lines),
    ...(isSame ? ['Everything is as the table says: there is nothing to import.'] : []),
    ...(remembered.length > 0 ? [shortened(`Columns as you said before: ${remembered.join('; ')}`, 1000)] : []),
  ];
  const { text, blocks } = composed(lines, lineSections(lines.map(escaped)), [backButtons(number, 'Back')]);
  const form = { title: 'The difference', blocks };
  return { text, blocks, form: isSame ? form : { ...form, action: IMPORT, value: String(number), submit: 'Import' } };
}

/** Every mistake of a table; what does not fit comes as a file. */
export function mistakesShown({
  number,
  title,
  problems,
}: {
  number: number;
  title: string;
  problems: readonly string[];
}): Reply {
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  const intro = `${title}: ${count}, so nothing was changed. Please put the table right and send it again.`;
  const left = problems.length - MOST_LINES;
  const file = { name: 'mistakes.txt', title: `${title}: all ${count}`, content: `${problems.join('\n')}\n` };
  const lines = [
    intro,
    ...problems.slice(0, MOST_LINES).map((problem) => `• ${shortened(problem, 250)}`),
    ...(left > 0 ? [`… and ${left} more: all of them are in a file in your direct messages.`] : []),
  ];
  const { text, blocks } = composed(lines, lineSections(lines.map(escaped)), [backButtons(number, 'Back')]);
  return { text, blocks, form: { title: 'Mistakes', blocks }, ...(left > 0 ? { file } : {}) };
}

/** What was imported. */
export function importDone({
  title,
  difference,
  after,
}: {
  title: string;
  difference: ImportDifference;
  after: string | null;
}): Message {
  const done = [`Imported: ${title}. ${countsText(difference)}.`, ...(after === null ? [] : [after])].join(' ');
  const { auditId = null } = difference;
  if (auditId === null) return sentence(done);
  return composed([done], [section(escaped(done))], [buttons([undoButton(auditId)])]);
}

/** Which tables can be had as a file. */
export function tablesListed({
  tables,
  misread,
}: {
  tables: readonly { table: string; title: string }[];
  misread: string | null;
}): Message {
  const intro =
    misread === null
      ? 'Which table? It comes as a CSV file into your direct messages.'
      : `There is no table "${shortened(misread, 60)}". There is:`;
  const shown = tables.slice(0, 40);
  return composed(
    [intro, ...shown.map(({ table, title }) => `${title}: /career staff export ${table}`)],
    [
      section(escaped(intro)),
      ...shown.map(({ table, title }) =>
        section(
          `*${escaped(title)}*  \`/career staff export ${escaped(table)}\``,
          { label: 'Export', action: EXPORT, value: table },
          title,
        ),
      ),
    ],
  );
}

/** The file is on its way. */
export function tableExported({ title, csv, table }: { title: string; csv: string; table: string }): Reply {
  const name = `${table}.csv`;
  return {
    ...sentence(`${title}: ${name} comes into your direct messages. It imports again as it is.`),
    file: { name, title, content: csv },
  };
}
