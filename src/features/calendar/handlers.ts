import { Temporal } from 'temporal-polyfill';
import { isOver, programAhead } from '../../ahead/ahead.ts';
import { type Dated, readDated } from '../../ahead/dated.ts';
import { ownItems } from '../../ahead/own-items.ts';
import type { Session } from '../../ahead/session.ts';
import type { Ahead } from '../../ahead/view.ts';
import type { Context } from '../../context.ts';
import { isForApplicants } from '../../domain/audience.ts';
import type { Day } from '../../domain/day.ts';
import { PHASE_NAMES } from '../../domain/phases.ts';
import type { Upcoming } from '../../domain/upcoming.ts';
import { UserError } from '../../errors.ts';
import { type Asker, type Stray, sessionNotesFrom } from '../../feature.ts';
import { headingOf } from '../../people/heading.ts';
import { type Person, personStanding } from '../../people/person.ts';
import { type Entry, roleText } from '../../program/program.ts';
import type { Message } from '../../slack/blocks.ts';
import {
  calendarPage,
  detailsButton,
  eventDetails,
  noEvent,
  programOutline,
  unknownCalendar,
} from './messages/index.ts';
import { cancelledTimes } from './rules/cancelled-times.ts';
import { outlineFor, visibleEntries } from './rules/course.ts';
import { ownTimes, relatedEntries } from './rules/own-times.ts';
import { byMonth, rangeOf, readCalendarRequest, readPageValue } from './rules/pages.ts';
import { findEntries, nearestEntries, type Titled } from './rules/search.ts';
import { searchTerms } from './rules/search-words.ts';
import { sessionsOfEntries, sessionsWithoutEntry } from './store/sessions.ts';

function datedIn(ctx: Context): Promise<Dated> {
  return readDated(ctx.db, ctx.program.file.school.timeZone);
}

async function entriesAhead(
  ctx: Context,
  people: readonly Person[],
  from: Day,
  to: Day,
): Promise<Map<number, Ahead[]>> {
  const now = ctx.clock.now();
  const today = ctx.program.today(now);
  const { sessions, dates } = await datedIn(ctx);
  const aheadOf = (person: Person) =>
    programAhead(ctx.program, person, sessions, { from, to }, today, dates).filter((item) => !isOver(item, now, today));
  return new Map(people.map((person) => [person.id, aheadOf(person)]));
}

/**
 * What of the program lies ahead of each person between two days (inclusive); however many are asked for, sessions are read at most once.
 * A student's milestones are contributed by the slice that ticks them off.
 */
export async function upcomingEntries(
  ctx: Context,
  people: readonly Person[],
  from: Day,
  to: Day,
): Promise<Map<number, Upcoming[]>> {
  const ahead = await entriesAhead(ctx, people, from, to);
  const students = new Set(people.flatMap(({ id, enrollment }) => (enrollment === null ? [] : id)));
  const isOwn = (id: number, { entry }: Ahead) => entry.kind !== 'milestone' || !students.has(id);
  return new Map(
    [...ahead].map(([id, items]) => [
      id,
      items.filter((item) => isOwn(id, item)).map((item) => ({ ...item, button: detailsButton(item) })),
    ]),
  );
}

async function showPage(ctx: Context, asker: Asker, first: string, months: number): Promise<Message> {
  const { person, today, zone } = asker;
  const now = ctx.clock.now();
  const range = rangeOf(first, months);
  const { sessions, dates } = await datedIn(ctx);
  const items = programAhead(ctx.program, person, sessions, range, today, dates);
  const shown = items.filter(({ when }) => when.kind !== 'window' || (when.months !== '' && when.to >= today));
  return calendarPage({
    heading: headingOf(ctx.program, person, today),
    first,
    months: byMonth(shown, first, months, today).map((month) => ({
      ...month,
      items: month.items.map((item) => ({ ...item, past: isOver(item, now, today) })),
    })),
    zone,
  });
}

export async function showCalendar(ctx: Context, asker: Asker, words: string): Promise<Message> {
  const { person, today } = asker;
  const request = readCalendarRequest(words, today, ctx.program.calendar.startMonth);
  if (request.kind === 'page') return showPage(ctx, asker, request.first, request.months);
  if (request.kind !== 'phase' && request.kind !== 'all') return unknownCalendar(words, request.kind);
  const phases = outlineFor(ctx.program, person, today);
  const standing = personStanding(ctx.program, person, today);
  const reader = {
    heading: headingOf(ctx.program, person, today),
    undecided: standing?.cycle?.choice === 'undecided',
    track: standing?.track ?? null,
  };
  if (request.kind === 'all') return programOutline({ title: 'The whole program', phases, ...reader });
  const { phase } = request;
  const own = phases.filter((part) => part.phase === phase);
  return programOutline({ title: `The ${PHASE_NAMES[phase]} phase`, phases: own, ...reader });
}

/** `value` is a page: its first month, and how many there are where it is not the usual quarter. */
export async function turnPage(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const page = readPageValue(value);
  if (!page) throw new UserError('That page of the calendar no longer exists. Please type `/career calendar`.');
  return showPage(ctx, asker, page.first, page.months);
}

/** The latest recordings are shown; the pages of the program have all. */
const RECORDINGS = 10;

function recordingsOf(entry: Entry, sessions: readonly Session[]): { title: string; day: Day; url: string }[] {
  const recorded = sessions.flatMap(({ title, day, recording }) =>
    recording === null ? [] : [{ title: title ?? entry.title, day, url: recording }],
  );
  return recorded.slice(-RECORDINGS).reverse();
}

/** `pressed` is the id of the session that was asked for, by its Details or its title; null for the entry as a whole. */
async function describe(
  ctx: Context,
  { person, today, zone }: Asker,
  entry: Entry,
  { pressed = null, others = [] }: { pressed?: number | null; others?: readonly Entry[] },
): Promise<Message> {
  const { program } = ctx;
  const now = ctx.clock.now();
  const asked = { now, today, pressed };
  const zoneOfSchool = program.file.school.timeZone;
  const [sessions, { dates }] = await Promise.all([
    sessionsOfEntries(ctx.db, relatedEntries(entry), zoneOfSchool),
    readDated(ctx.db, zoneOfSchool),
  ]);
  const standing = personStanding(program, person, today);
  const times = ownTimes(program, person, entry, sessions, { ...asked, dates });
  const ids = times.flatMap(({ sessionId }) => sessionId ?? []);
  const own = sessions.filter((session) => session.entry === entry.id);
  return eventDetails({
    entry,
    track: standing?.track ?? null,
    isStudent: standing !== null,
    times,
    notes: await sessionNotesFrom(ctx, person, ids),
    cancelled: cancelledTimes(program, person, own, asked),
    recordings: recordingsOf(entry, own),
    items: ownItems(entry, standing),
    hosts: entry.hosts.map((role) => roleText(program, role, today)),
    resources: entry.resources.flatMap((id) => program.resource(id) ?? []),
    ifApplying: standing?.cycle?.choice === 'undecided' && isForApplicants({ anyOf: entry.for }),
    others,
    zone,
  });
}

/** Of some sessions in order of their start, the next one; where all are over, the last. */
function soonest(sessions: readonly Titled[], now: Temporal.Instant): Titled | undefined {
  return sessions.find(({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0) ?? sessions.at(-1);
}

/** How many other finds are offered below the best one. */
const OTHERS = 4;

export async function findEvent(ctx: Context, asker: Asker, words: string): Promise<Message> {
  if (searchTerms(words).length === 0) return noEvent('', []);
  const visible = visibleEntries(ctx.program, asker.person, asker.today);
  const { sessions } = await readDated(ctx.db, ctx.program.file.school.timeZone);
  const [best, ...others] = findEntries(ctx.program, visible, words, sessions);
  if (!best) return noEvent(words, nearestEntries(visible, words));
  return describe(ctx, asker, best.entry, {
    pressed: soonest(best.called, ctx.clock.now())?.id ?? null,
    others: others.slice(0, OTHERS).map(({ entry }) => entry),
  });
}

/** `value` is the id of an entry, with `/` and the id of one of its sessions where that was pressed. */
export async function showDetails(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const [, id, session] = /^([a-z0-9-]+)(?:\/(\d{1,9}))?$/.exec(value) ?? [];
  const entry = visibleEntries(ctx.program, asker.person, asker.today).find((visible) => visible.id === id);
  // An entry that is not the asker's to see is as unknown as one that is gone.
  if (!entry) throw new UserError('That entry is no longer in the program for you. Please type `/career next`.');
  return describe(ctx, asker, entry, { pressed: session === undefined ? null : Number(session) });
}

/** Sessions whose entry is no longer in the program. */
export async function straySessions({ db, program }: Context): Promise<Stray[]> {
  const found = await sessionsWithoutEntry(
    db,
    program.entries.map(({ id }) => id),
  );
  return found.map(({ key, entry }) => ({ kind: 'session', key, missing: entry }));
}
