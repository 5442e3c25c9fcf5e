import { nearest, plainWord } from '../domain/nearest.ts';
import type { Program, Specialty } from './program.ts';

type ByName = ReadonlyMap<string, Specialty>;
const named = new WeakMap<Program, ByName>();

/** Specialties by their plain names, laid out once for each program: a table has thousands of cells. Of two with a name the first has it. */
function byName(program: Program): ByName {
  const known = named.get(program);
  if (known) return known;
  const names = program.file.specialties.flatMap((specialty) =>
    [specialty.id, specialty.name, ...specialty.alsoCalled].map((name) => [plainWord(name), specialty] as const),
  );
  const fresh = new Map(names.reverse());
  named.set(program, fresh);
  return fresh;
}

/** A specialty by its id or any of its names, without regard to case and signs; else what is wrong, with the one that was meant. */
export function findSpecialty(program: Program, word: string): Specialty | { problem: string } {
  const found = byName(program).get(plainWord(word));
  if (found) return found;
  const near = nearest(word, program.file.specialties, ({ name }) => name);
  return { problem: `"${word}" is not a specialty in the program${near ? `; did you mean "${near.name}"?` : ''}` };
}

/** What a specialty is called; its id where the program does not know it any more. */
export function findSpecialtyName(program: Program, id: string): string {
  return program.specialty(id)?.name ?? id;
}
