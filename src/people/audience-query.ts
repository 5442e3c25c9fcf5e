// Who is in an audience, asked of the database: the same as `matchesAudience` of every person, which a property holds it to.
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { type Audience, type Clause, namesPerson, type SliceTerm, type Term } from '../domain/audience.ts';
import type { Day } from '../domain/day.ts';
import { PHASES } from '../domain/phases.ts';
import type { Program } from '../program/program.ts';

/** Of whom a term holds that only a slice can answer, as it was asked for before. */
export type Answering = (term: SliceTerm) => readonly number[];

/** An override's value of a person `p` on a day. */
function overrideOn(kind: string, day: SQL): SQL {
  return sql`(select o.value from person_overrides o where o.person_id = p.id and o.kind = ${kind}
    and o.starts_on <= ${day} and (o.returns_on is null or ${day} < o.returns_on))`;
}

/** By the calendar of the class and track of `p` on a day, which phase it is: 1 for the first; null before entry. */
function phaseByCalendar(day: SQL): SQL {
  return sql`(select case when ${day} < c.entry then null when ${day} < c.pce then 1 when ${day} < c."postPce" then 2 else 3 end
    from calendars c where c.class = coalesce(${overrideOn('class', day)}::int, p.class)
      and c.track = coalesce(${overrideOn('track', day)}, p.track))`;
}

/** The phases that were reached before the class or track changed: a phase that passed during a leave does not count. */
const REACHED = sql`(select max(${phaseByCalendar(sql`b.day`)}) from (
    select (with recursive back (day) as (
        select change - 1 union select l.starts_on - 1 from back join person_overrides l on l.person_id = p.id
          and l.kind = 'leave' and l.starts_on <= back.day and back.day < l.returns_on)
      select min(day) from back) as day
    from person_overrides o, unnest(array[o.starts_on, o.returns_on]) as change
    where o.person_id = p.id and o.kind in ('class', 'track') and change <= today.day) b)`;

function standings(program: Program, day: Day): SQL {
  const calendars = [...program.calendar.classes.values()].map(({ graduationYear, ...days }) => ({
    class: graduationYear,
    ...days,
  }));
  const today = sql`today.day`;
  return sql`with today as (select ${day}::date as day), calendars as (select * from json_to_recordset(${JSON.stringify(calendars)}::json)
      as c (class int, track text, entry date, pce date, "postPce" date, graduation date)),
    placed as (select p.id, p.society, coalesce(${overrideOn('class', today)}::int, p.class) as class,
        coalesce(${overrideOn('track', today)}, p.track) as track, ${overrideOn('leave', today)} is not null as away,
        ${overrideOn('cycle', today)} as choice, ${overrideOn('phase', today)} as "phaseSaid",
        ${phaseByCalendar(today)} as "phaseNow", ${REACHED} as "phaseReached"
      from people p, today),
    known as (select s.*, today.day, c.entry is not null as known, today.day >= c.entry
        and (s.away or today.day <= c.graduation) as enrolled
      from placed s cross join today left join calendars c on c.class = s.class and c.track = s.track),
    stood as (select k.*, case when not k.enrolled or k.away then null
        else coalesce(array_position(${`{${PHASES.join(',')}}`}::text[], k."phaseSaid"), greatest(k."phaseNow", k."phaseReached")) end as phase,
        case when not k.enrolled or (k.away and k.choice is null) or k.choice = 'not-applying' then null
          when k.choice = 'undecided' then k.class else coalesce(k.choice::int, k.class) end as "matchYear"
      from known k)`;
}

/** From 1 November of so many years before the Match year. */
function sinceNovember(yearsBefore: number): SQL {
  return sql`s.day >= make_date(s."matchYear" - ${yearsBefore}::int, 11, 1)`;
}

function cycleHolds({ cycle, matchYear }: Extract<Term, { cycle: unknown }>): SQL {
  const since = cycle === 'graduating' ? sinceNovember(1) : sql`${sinceNovember(2)} and not ${sinceNovember(1)}`;
  const year = matchYear === undefined ? sql`true` : sql`s."matchYear" = ${matchYear}`;
  return sql`(s.known and s."matchYear" is not null and ${since} and ${year})`;
}

/** A term of a person whose standing is `s`. */
function holds(term: Term, answering: Answering): SQL {
  if ('phase' in term) return sql`(s.known and s.phase = ${PHASES.indexOf(term.phase) + 1})`;
  if ('track' in term) return sql`(s.known and s.track = ${term.track})`;
  if ('class' in term) return sql`(s.known and s.class = ${term.class})`;
  if ('cycle' in term) return cycleHolds(term);
  if ('society' in term) return sql`s.society = ${term.society}`;
  if ('specialty' in term)
    return sql`exists (select from person_specialties x where x.person_id = s.id and x.specialty = ${term.specialty})`;
  if ('person' in term) return sql`s.id = ${term.person}`;
  if ('rsvp' in term) return sql`s.id = any(${`{${answering(term).join(',')}}`}::int[])`;
  const has = sql`exists (select from person_roles x where x.person_id = s.id and x.role = ${term.role})`;
  return term.role === 'student' ? sql`(s.known and ${has})` : has;
}

function clauseHolds(clause: Clause, answering: Answering): SQL {
  const stage = namesPerson(clause) ? sql`true` : sql`(not s.known or s.enrolled)`;
  return sql`(${sql.join([stage, ...clause.map((term) => holds(term, answering))], sql` and `)})`;
}

function anyHolds(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join([...conditions], sql` or `)})`;
}

/** The ids of everybody in an audience on a day, those who left too; in order. Of students whose class the program does not know, none by their standing. */
export async function idsInAudience(
  tx: Tx,
  program: Program,
  { anyOf, except = [] }: Audience,
  day: Day,
  answering: Answering,
): Promise<number[]> {
  const included = anyHolds(anyOf.map((clause) => clauseHolds(clause, answering)));
  const excepted = anyHolds(except.map((term) => holds(term, answering)));
  const rows = await tx.execute<{ id: number }>(
    sql`${standings(program, day)} select s.id from stood s where ${included} and not coalesce(${excepted}, false) order by s.id`,
  );
  return rows.map(({ id }) => id);
}
