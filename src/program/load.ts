import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { ListedError } from '../errors.ts';
import { findContradictions, type Mistake } from './contradictions.ts';
import { createProgram, type Program } from './program.ts';
import { programFile } from './schema.ts';

/** The program that ships with the bot; another school replaces this file and nothing else. */
export const PROGRAM_FILE = new URL('../../program/hms.yaml', import.meta.url);

type Issue = z.core.$ZodIssue;

/** A union reports a failure for each of its shapes; the shape that fits best is the one that was meant. */
function flattened(issue: Issue): Mistake[] {
  if (issue.code === 'invalid_union') {
    const closest = [...issue.errors].sort((a, b) => weight(a) - weight(b))[0];
    return (closest ?? []).flatMap(flattened).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
  }
  return [{ path: issue.path, message: issue.message }];
}

/** An unknown key weighs more than a wrong value: it says that another shape was meant. */
function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 : 1), 0);
}

interface Misspelling {
  message: string;
  at: number;
}

/** What keeps the text from being YAML. An alias to nothing is no error to the parser: it throws when the document is read. */
function misspelt(document: Document.Parsed): Misspelling[] {
  const found = document.errors.map(({ message, pos }): Misspelling => ({ message, at: pos[0] }));
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      const message = `*${alias.source} refers to nothing; put quotation marks around a text that begins with *`;
      found.push({ message, at: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

/**
 * Reads a program from YAML text. `file` names it in messages.
 * Throws a ListedError with every mistake: line, path and what was expected.
 */
export function parseProgram(text: string, file: string): Program {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const heading = `The program file ${file} has mistakes; nothing was loaded:`;
  const misspellings = misspelt(document);
  if (misspellings.length > 0) {
    const problems = misspellings.map(({ message, at }) => `${file}:${lines.linePos(at).line}: ${message}`);
    throw new ListedError(heading, problems);
  }

  const place = (path: readonly PropertyKey[]): string => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return `${file}:${lines.linePos(node.range[0]).line}`;
    }
    return file;
  };
  const written = ({ path, message }: Mistake) =>
    `${place(path)}: ${path.map(String).join('.') || 'the file'}: ${message}`;

  const raw: unknown = document.toJS();
  const parsed = programFile.safeParse(raw);
  const mistakes = [...(parsed.error?.issues ?? []).flatMap(flattened), ...findContradictions(raw)];
  if (!parsed.success || mistakes.length > 0) throw new ListedError(heading, mistakes.map(written));
  return createProgram(parsed.data);
}

/** Reads the program file. Throws a ListedError where it cannot be read or has mistakes. */
export async function loadProgram(file: URL | string = PROGRAM_FILE): Promise<Program> {
  const name = basename(file instanceof URL ? file.pathname : file);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ListedError(`The program file ${name} cannot be read:`, [String(cause)]);
  }
  return parseProgram(text, name);
}
