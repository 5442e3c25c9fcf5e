import { loadProgram, PROGRAM_FILE } from '../program/load.ts';
import { runIfStarted, say, type Tool } from './tool.ts';

export const programCheckTool: Tool = async ([file = PROGRAM_FILE]) => {
  const program = await loadProgram(file);
  say(
    `${program.entries.length} entries, ${program.file.specialties.length} specialties, ${program.file.classes.length} class calendars: no mistakes.`,
  );
};

await runIfStarted(import.meta.url, programCheckTool);
