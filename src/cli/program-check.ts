import { loadProgram, PROGRAM_FILE } from '../program/load.ts';
import { runTool, say } from './tool.ts';

runTool(async () => {
  const program = await loadProgram(process.argv[2] ?? PROGRAM_FILE);
  say(
    `${program.entries.length} entries, ${program.file.specialties.length} specialties, ${program.file.classes.length} class calendars: no mistakes.`,
  );
});
