// Tables in and out: what is handed over is looked through, its columns explained, its difference shown; then it is imported, or not.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { enteredFiles, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { nearest } from '../../../domain/nearest.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Importer } from '../../../importer.ts';
import {
  digestOfImport,
  ownImporters,
  type Tried,
  tryImport,
  understandTable,
} from '../../../importing/import-table.ts';
import { columnsOf, guessedColumn, type Heading, keptHeading, unknownHeadings } from '../../../importing/mapping.ts';
import { type Draft, findDraft, keepDraft, markShown, rememberMappings, takeDraft } from '../../../importing/store.ts';
import { authorise } from '../../../people/authorise.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { headingField, LEAVE_OUT } from '../messages/import-forms.ts';
import {
  columnsAsked,
  differenceShown,
  importAsked,
  importDone,
  mistakesShown,
  tableExported,
  tablesListed,
} from '../messages/index.ts';

const GONE = 'That table is no longer here: it was imported by now, or another one took its place. Please begin again.';

function ownTable(ctx: Context, { person }: Asker, table: string): Importer | undefined {
  return ownImporters(ctx, person).find((importer) => importer.table === table);
}

/** `/career staff import people`: the form, with the table chosen that is named. */
export async function showImport(ctx: Context, { person }: Asker, words: string): Promise<Reply> {
  const own = ownImporters(ctx, person);
  const named = nearest(words, own, ({ table }) => table);
  const tables = own.map(({ table, title, columns }) => ({ table, title, ...columns }));
  return importAsked({ tables, chosen: named?.table });
}

async function textOf(ctx: Context, values: FormValues): Promise<string> {
  const pasted = enteredText(values, 'pasted');
  const [file] = enteredFiles(values, 'file');
  if (pasted !== '' && file) throw new FormError({ pasted: 'Please paste the table or send a file, not both.' });
  if (pasted === '' && !file) throw new FormError({ pasted: 'Please paste the table, or send it as a file below.' });
  return file ? ctx.slack.readFile(file) : pasted;
}

/** Takes the table that is handed over. */
export async function lookThrough(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const importer = ownTable(ctx, asker, enteredText(values, 'table'));
  if (!importer) throw new FormError({ table: 'Please choose a table.' });
  const csv = await textOf(ctx, values);
  const number = await ctx.transaction((tx) =>
    keepDraft(tx, asker.person.id, { importer: importer.table, csv }, ctx.clock.now()),
  );
  return goOn(ctx, asker, { importer, number, csv });
}

interface Looked {
  importer: Importer;
  number: number;
  csv: string;
}

function rememberedText(headings: readonly Heading[]): string[] {
  return headings
    .filter(({ isRemembered }) => isRemembered)
    .map(({ written, column }) => `${written} → ${column ?? 'left out'}`);
}

/** Asks for what its headings mean where somebody has to say, else shows what becomes different. */
async function goOn(ctx: Context, asker: Asker, { importer, number, csv }: Looked): Promise<Reply> {
  const { headings, csv: mapped } = await understandTable(ctx, importer, csv);
  const unknown = unknownHeadings(headings);
  const remembered = rememberedText(headings);
  if (unknown.length > 0) {
    const guessed = unknown.map((written) => ({ written, guess: guessedColumn(importer, headings, written) }));
    return columnsAsked({ number, title: importer.title, unknown: guessed, remembered, columns: columnsOf(importer) });
  }
  return showDifference(ctx, asker, { importer, number, csv: mapped }, { remembered, isOther: false });
}

async function showDifference(
  ctx: Context,
  { person }: Asker,
  { importer, number, csv }: Looked,
  { remembered, isOther }: { remembered: readonly string[]; isOther: boolean },
): Promise<Reply> {
  const tried = await tryImport(ctx, importer, csv, person, { dryRun: true });
  return shownResult(ctx, person.id, { importer, number }, tried, { remembered, isOther });
}

async function shownResult(
  ctx: Context,
  personId: number,
  { importer: { title }, number }: Pick<Looked, 'importer' | 'number'>,
  tried: Tried,
  { remembered, isOther }: { remembered: readonly string[]; isOther: boolean },
): Promise<Reply> {
  if (tried.kind === 'mistakes') return mistakesShown({ number, title, problems: tried.problems });
  const { difference } = tried;
  await ctx.transaction((tx) => markShown(tx, personId, number, digestOfImport(difference)));
  return differenceShown({ number, title, difference, remembered, isOther });
}

const draftNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** The asker's own draft of a number, and who takes it. Throws a UserError where it is no longer there. */
async function ownDraft(ctx: Context, asker: Asker, value: string): Promise<{ draft: Draft; importer: Importer }> {
  const number = draftNumber.safeParse(value);
  const draft = number.success ? await findDraft(ctx.db, asker.person.id, number.data) : undefined;
  const importer = draft && ownTable(ctx, asker, draft.importer);
  if (!draft || !importer) throw new UserError(GONE);
  return { draft, importer };
}

/** What somebody says of each heading is remembered. `value` is the number of the draft. */
export async function mapColumns(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { draft, importer } = await ownDraft(ctx, asker, value);
  const { headings } = await understandTable(ctx, importer, draft.csv);
  const columns = columnsOf(importer);
  const taken = new Set(headings.flatMap(({ column }) => column ?? []));
  const mappings = new Map<string, string | null>();
  for (const [at, written] of unknownHeadings(headings).entries()) {
    const chosen = enteredText(values, headingField(at));
    if (chosen !== LEAVE_OUT && !columns.includes(chosen))
      throw new FormError({ [headingField(at)]: 'Please choose a column, or leave it out.' });
    if (taken.has(chosen))
      throw new FormError({ [headingField(at)]: `Another heading is the column ${chosen} already.` });
    if (chosen !== LEAVE_OUT) taken.add(chosen);
    mappings.set(keptHeading(written), chosen === LEAVE_OUT ? null : chosen);
  }
  const missing = importer.columns.required.filter((column) => !taken.has(column));
  if (missing.length > 0 && mappings.size > 0)
    throw new FormError({ [headingField(0)]: `The table needs these columns, too: ${missing.join(', ')}.` });
  await ctx.transaction((tx) => rememberMappings(tx, importer.table, mappings));
  return goOn(ctx, asker, { importer, number: draft.number, csv: draft.csv });
}

/** Does what was shown, all of it or nothing. `value` is the number of the draft. */
export async function importDraft(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { draft, importer } = await ownDraft(ctx, asker, value);
  if (draft.shown === null) return goOn(ctx, asker, { importer, number: draft.number, csv: draft.csv });
  const { person } = asker;
  authorise(importer.action, person, 'program');
  const { csv, headings } = await understandTable(ctx, importer, draft.csv);
  const tried = await tryImport(ctx, importer, csv, person, {
    dryRun: false,
    shown: draft.shown,
    along: async (tx) => {
      if (!(await takeDraft(tx, person.id, draft.number))) throw new UserError(GONE);
    },
  });
  if (tried.kind !== 'done')
    return shownResult(ctx, person.id, { importer, number: draft.number }, tried, {
      remembered: rememberedText(headings),
      isOther: true,
    });
  const after = (await importer.afterwards?.(ctx)) ?? null;
  return importDone({ title: importer.title, difference: tried.difference, after });
}

/** The first form again. `value` is the number of the draft. */
export async function importAgain(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const number = draftNumber.safeParse(value);
  const draft = number.success ? await findDraft(ctx.db, asker.person.id, number.data) : undefined;
  return showImport(ctx, asker, draft?.importer ?? '');
}

/** `/career staff export people`, and the buttons of the list. */
export async function exportTable(ctx: Context, asker: Asker, words: string): Promise<Reply | Message> {
  const own = ownImporters(ctx, asker.person);
  const typed = words.trim();
  const importer = own.find(({ table }) => table === typed) ?? nearest(typed, own, ({ table }) => table);
  if (!importer) return tablesListed({ tables: own, misread: typed === '' ? null : typed });
  const { title, table } = importer;
  return tableExported({ title, table, csv: await importer.export(ctx) });
}
