import { hourText } from '../../../domain/hour.ts';
import type { Person } from '../../../people/person.ts';
import { quietOf } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';

/** What the first contact says of the program's own ways. */
export interface Welcome {
  program: string;
  budgetPerWeek: number;
  digest: { weekday: string; at: string };
  quiet: { from: string; to: string };
  /** Whom one turns to, since nobody reads what is written to the bot. */
  turnTo: { title: string; reach: string };
  page: string;
}

export function welcomeOf(program: Program, person: Person): Welcome {
  const { school, reminders, turnTo } = program.file;
  const role = program.advisingRole(turnTo.others);
  const quiet = quietOf(program, person);
  const { weekday, at } = reminders.digest;
  return {
    program: school.program,
    budgetPerWeek: reminders.budgetPerWeek,
    digest: { weekday: weekday.charAt(0).toUpperCase() + weekday.slice(1), at: hourText(at) },
    quiet: { from: hourText(quiet.from), to: hourText(quiet.to) },
    turnTo: { title: role?.title ?? '', reach: role?.reach ?? '' },
    page: school.page,
  };
}
