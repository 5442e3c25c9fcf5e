import { nearest, plainWord } from '../domain/nearest.ts';
import type { Program, Specialty } from './program.ts';

/** A specialty by its id or any of its names, without regard to case and signs; else what is wrong, with the one that was meant. */
export function findSpecialty({ file }: Program, word: string): Specialty | { problem: string } {
  const namesOf = (specialty: Specialty) => [specialty.id, specialty.name, ...specialty.alsoCalled];
  const found = file.specialties.find((one) => namesOf(one).some((name) => plainWord(name) === plainWord(word)));
  if (found) return found;
  const near = nearest(word, file.specialties, ({ name }) => name);
  return { problem: `"${word}" is not a specialty in the program${near ? `; did you mean "${near.name}"?` : ''}` };
}

/** What a specialty is called; its id where the program does not know it any more. */
export function findSpecialtyName(program: Program, id: string): string {
  return program.specialty(id)?.name ?? id;
}
