import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { loadSample } from '../src/cli/sample.ts';
import { createDatabase } from '../src/db/database-url.ts';
import { migrateDatabase } from '../src/db/migrate.ts';

export interface Crowd {
  url: string;
  /** Slack users of students, some hundreds of them spread over the crowd. */
  users: string[];
}

const CLASSES = [2027, 2028, 2029, 2030];
const SPECIALTIES = ['Dermatology', 'Pediatrics', 'Neurology', 'Psychiatry', 'General Surgery'];

/** A roster of students in equal classes and tracks; every tenth has an override, every second a specialty. */
function roster(people: number): string {
  const lines = [
    'name,emails,roles,class,track,society,specialties,overrides',
    'Director,director@example.edu,staff,,,,,',
  ];
  for (let at = 1; at < people; at++) {
    const track = at % 8 === 0 ? 'hst' : 'pathways';
    const specialty = at % 2 === 0 ? SPECIALTIES[at % SPECIALTIES.length] : '';
    const override = at % 10 === 0 ? 'cycle undecided from 2026-07-01' : '';
    lines.push(`Student ${at},student${at}@example.edu,student,${CLASSES[at % 4]},${track},,${specialty},${override}`);
  }
  return lines.join('\n');
}

/** A database with so many people, all of them in Slack, and the sample sessions. */
export async function createCrowd(server: string, name: string, people: number): Promise<Crowd> {
  const url = await createDatabase(server, name);
  await migrateDatabase(url);
  const sessions = readFileSync(new URL('../sandbox/sessions.csv', import.meta.url), 'utf8');
  await loadSample(url, { people: roster(people), sessions, as: 'director@example.edu' });
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`update people set slack_user_id = 'U' || id, time_zone = 'America/New_York'`;
  await client`analyze`;
  const rows = await client<{ user: string }[]>`
    select slack_user_id as user from people where class is not null and id % greatest(1, ${people} / 500) = 0 order by id`;
  await client.end();
  return { url, users: rows.map(({ user }) => user) };
}
