// A round falls into parts that have nobody in common: each is solved for itself.
import type { Choices } from './choices.ts';

/** The choices of each part, in order of its first student; students without a choice are in none. */
export function partsOf(choices: Choices): number[][] {
  const { count, student, interviewer, students, interviewers } = choices;
  const parent = Int32Array.from({ length: students + interviewers }, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let next = at; next !== root; ) [parent[next], next] = [root, parent[next] ?? root];
    return root;
  };
  for (let choice = 0; choice < count; choice++) {
    const a = rootOf(student[choice] ?? 0);
    const b = rootOf(students + (interviewer[choice] ?? 0));
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<number, number[]>();
  for (let choice = 0; choice < count; choice++) {
    const root = rootOf(student[choice] ?? 0);
    const part = parts.get(root);
    if (part) part.push(choice);
    else parts.set(root, [choice]);
  }
  return [...parts.values()];
}
