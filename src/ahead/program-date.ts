import type { Day } from '../domain/day.ts';

/** A day that staff have entered for what the program only names: a milestone or one of its steps, a national date, a Match day. */
export interface ProgramDate {
  /** `entry`, `entry/item`, or `match/` and the id of a match. */
  subject: string;
  /** The Match year where the subject hangs on an application, else the class. */
  year: number;
  day: Day;
}
