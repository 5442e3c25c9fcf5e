// Whom a student can talk to about a specialty: one line a mentor, with the specialties they are listed for. They are people of the roster
// with that role; the table gives them the role, and takes it from nobody.
import type { Context } from '../../../context.ts';
import { readCsv, writeCsv } from '../../../csv.ts';
import { UNCHANGED } from '../../../domain/person-settings.ts';
import { ListedError } from '../../../errors.ts';
import type { Importer } from '../../../importer.ts';
import { recordActs, recordUndoable } from '../../../people/audit.ts';
import { saveChangedPeople } from '../../../people/change-people.ts';
import { importInverse } from '../../../people/import-inverse.ts';
import { matchQuietly } from '../../../people/match-slack.ts';
import type { Person } from '../../../people/person.ts';
import { readEmails, readSpecialties, sharedEmails } from '../../../people/roster.ts';
import { allPeople, lockRoster, reservePersonIds } from '../../../people/store.ts';

const COLUMNS = { required: ['name', 'emails', 'specialties'], optional: [] } as const;
const ACTION = 'people.import-specialty-mentors';
const ROLE = 'specialty-mentor';

interface TabledMentor {
  line: number;
  name: string;
  emails: string[];
  specialties: string[];
}

/** Reads the table. Problems name line, column and what was expected. */
function readMentors({ program }: Context, csv: string): { mentors: TabledMentor[]; problems: string[] } {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const mentors = table.rows.map(({ line, cells }) => {
    const complain = (column: string, problem: string) => void problems.push(`line ${line}, ${column}: ${problem}`);
    if (cells.name === '') complain('name', 'expected a name');
    const specialties = readSpecialties(program, cells.specialties, complain);
    if (cells.specialties.trim() === '') complain('specialties', 'expected at least one specialty');
    return { line, name: cells.name, emails: readEmails(cells.emails, complain), specialties };
  });
  return { mentors, problems: [...problems, ...sharedEmails(mentors)] };
}

/** Whom each line means among those we know. */
function recognised(known: readonly Person[], mentors: readonly TabledMentor[]) {
  const byEmail = new Map(known.flatMap((person) => person.emails.map((email) => [email, person] as const)));
  const lineOf = new Map<number, number>();
  const problems: string[] = [];
  const found = mentors.map((mentor) => {
    const people = [...new Set(mentor.emails.flatMap((email) => byEmail.get(email) ?? []))];
    const [before] = people;
    const complain = (problem: string) => void problems.push(`line ${mentor.line}, emails: ${problem}`);
    if (people.length > 1) complain(`these addresses belong to ${people.length} people we know`);
    if (before && !before.active) complain('this person has left the program; the table of people brings them back');
    if (before?.roles.includes('student')) complain('this is a student of the program');
    const earlier = before && lineOf.get(before.id);
    if (earlier !== undefined) complain(`line ${earlier} is the same person already`);
    if (before) lineOf.set(before.id, mentor.line);
    return { mentor, before };
  });
  return { found, problems };
}

function mentorAfter({ line: _, ...mentor }: TabledMentor, before: Person | undefined, id: number): Person {
  const fresh = { id, slackUserId: null, timeZone: null, follows: [], settings: UNCHANGED, ticks: [] };
  const plain = { active: true, roles: [], enrollment: null, society: null };
  const known = before ?? { ...fresh, ...plain };
  const roles = [...new Set([...known.roles, ROLE] as const)].sort();
  // Addresses that the table does not have may be those by which somebody is known to Slack, or to the table of people.
  const emails = [...new Set([...(before?.emails ?? []), ...mentor.emails])];
  return { ...known, ...mentor, emails, roles };
}

function isSame(before: Person, after: Person): boolean {
  const parts = ({ name, emails, roles, specialties }: Person) => JSON.stringify([name, emails, roles, specialties]);
  return parts(before) === parts(after);
}

function refuseMistakes(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError('The specialty mentors have mistakes; nothing was changed:', problems);
}

export const specialtyMentorsImporter: Importer = {
  table: 'specialty-mentors',
  title: 'Specialty mentors',
  action: ACTION,
  columns: COLUMNS,
  async run(ctx, tx, csv, actor) {
    await lockRoster(tx);
    const { mentors, problems } = readMentors(ctx, csv);
    refuseMistakes(problems);
    const { found, problems: strangers } = recognised(await allPeople(tx), mentors);
    refuseMistakes(strangers);
    const ids = await reservePersonIds(tx, found.filter(({ before }) => !before).length);
    const all = found.map(({ mentor, before }) => ({
      before,
      after: mentorAfter(mentor, before, before?.id ?? ids.shift() ?? 0),
    }));
    const changes = all.filter(({ before, after }) => !before || !isSame(before, after));
    await saveChangedPeople(ctx, tx, changes);
    const acts = changes.map(({ after }) => ({ act: ACTION, actorId: actor.id, subjectId: after.id, details: {} }));
    await recordActs(tx, ctx.clock.now().toString(), acts);
    // The whole of it comes after each person's: what is done to one of them later is known by its higher number.
    const whole = { act: ACTION, actorId: actor.id, subjectId: null, details: { people: changes.length } };
    const auditId =
      changes.length === 0
        ? null
        : await recordUndoable(tx, ctx.clock.now(), { ...whole, inverse: importInverse(changes) });
    const added = changes.filter(({ before }) => !before).length;
    const lines = changes.map(({ before, after }) => {
      const names = after.specialties.map((id) => ctx.program.specialty(id)?.name ?? id).join(', ');
      return `${after.name} (${after.emails[0] ?? ''}): ${before ? '' : 'new, '}${names}`;
    });
    return { added, changed: changes.length - added, unchanged: all.length - changes.length, lines, auditId };
  },
  afterwards: matchQuietly,
  async export(ctx) {
    const mentors = (await allPeople(ctx.db)).filter(({ active, roles }) => active && roles.includes(ROLE));
    // Whoever is listed for nothing yet can't be said in this table.
    const listed = mentors.filter(({ specialties, roles }) => specialties.length > 0 && !roles.includes('student'));
    const rows = listed.map(({ name, emails, specialties }) => ({
      name,
      emails: emails.join('; '),
      specialties: specialties.map((id) => ctx.program.specialty(id)?.name ?? id).join('; '),
    }));
    return writeCsv([...COLUMNS.required], rows);
  },
};
