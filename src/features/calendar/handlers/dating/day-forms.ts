// Staff enter days beside sessions: milestones that they date, national dates, Match Days.
import type { Context } from '../../../../context.ts';
import { isForApplicants, matchesAudience } from '../../../../domain/audience.ts';
import { type Day, isDay } from '../../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../../domain/form-values.ts';
import { matchWeekOf } from '../../../../domain/match-week.ts';
import { countText, dayText, spanText } from '../../../../domain/wording.ts';
import { ListedError, UserError } from '../../../../errors.ts';
import type { Asker, Reply } from '../../../../feature.ts';
import { matchWeeksOf, memberOf, type Person } from '../../../../people/person.ts';
import { allPeople } from '../../../../people/store.ts';
import { FormError } from '../../../../slack/form.ts';
import { clearDate, enteredDayOf, setDate } from '../../acts/program-dates.ts';
import type { Review } from '../../messages/dating/difference.ts';
import { clearAsked, dateAsked, yearChanged } from '../../messages/index.ts';
import { closedFor } from '../../rules/clashes.ts';
import { dateSubjects, titleOf } from '../../rules/date-subjects.ts';
import { actingFor } from './review.ts';

type Entered = { subject: string; year: string; day: string };

function form(ctx: Context, entered: Entered, review: Review | null, value: string): Reply {
  const years = [...new Set(ctx.program.file.classes.map((calendar) => calendar.class))].sort();
  const subjects = dateSubjects(ctx.program).map(({ subject, title }) => ({ id: subject, name: title }));
  return dateAsked({ value, subjects, years, entered, review });
}

/** `2027/match/nrmp`: the year, then the subject. */
function readSubject(value: string): { subject: string; year: number } | null {
  const [, year, subject] = /^(\d{4})\/([a-z0-9-]+(?:\/[a-z0-9-]+)?)$/.exec(value) ?? [];
  return subject === undefined ? null : { subject, year: Number(year) };
}

/** `value` is the year and the subject, where one is chosen. */
export async function askDate(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const read = readSubject(value);
  if (!read) return form(ctx, { subject: '', year: '', day: '' }, null, '');
  const day = (await enteredDayOf(ctx, read)) ?? '';
  return form(ctx, { subject: read.subject, year: String(read.year), day }, null, '');
}

/** Whether a day is about somebody. */
function concerns({ program }: Context, person: Person, date: { subject: string; year: number; day: Day }): boolean {
  if (!person.active || person.enrollment === null) return false;
  const member = memberOf(program, person, date.day);
  const { standing } = member;
  if (!standing) return false;
  if (date.subject.startsWith('match/')) return matchWeeksOf(program, person, [date]).length > 0;
  const [id = '', step] = date.subject.split('/');
  const entry = program.entry(id);
  if (!entry) return false;
  const year = isForApplicants({ anyOf: entry.for }) ? standing.cycle?.matchYear : standing.class;
  const audience = entry.items.find((item) => item.id === step)?.for ?? entry.for;
  return year === date.year && matchesAudience({ anyOf: audience }, member);
}

async function reviewDay(
  ctx: Context,
  date: { subject: string; year: number; day: Day },
  { before, note }: { before: Day | null; note: string | null },
): Promise<Review> {
  const { program } = ctx;
  const { subject, year, day } = date;
  const people = (await allPeople(ctx.db)).filter((person) => concerns(ctx, person, date));
  const closed = closedFor(program, day);
  const zone = program.file.school.timeZone;
  const week = matchWeekOf(day, zone);
  const quiet = 'nothing is said unasked to those who match then, unless two staff release it';
  return {
    note,
    isReady: true,
    lines: [
      `${titleOf(program, subject)} ${year}: ${dayText(day)} (so far: ${before === null ? 'no day' : dayText(before)})`,
      ...(closed === null ? [] : [`The school is closed on that day (${closed}).`]),
      ...(day < program.today(ctx.clock.now()) ? ['That day is over already.'] : []),
      ...(subject.startsWith('match/') ? [`Match week is ${spanText(week.from, week.to, zone)}: ${quiet}.`] : []),
      `It is for ${countText(people.length, 'student')}; their reminders follow it. Nobody is written to at once.`,
    ],
  };
}

/** `value` is the digest of what was shown. */
export async function enterDate(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const text = (field: string) => enteredText(values, field);
  const entered = { subject: text('subject'), year: text('year'), day: text('day') };
  if (entered.subject === '') throw new FormError({ subject: 'Please choose what it is the day of.' });
  if (!/^\d{4}$/.test(entered.year)) throw new FormError({ year: 'Please choose a year.' });
  if (!isDay(entered.day)) throw new FormError({ day: 'Please choose a day.' });
  const date = { subject: entered.subject, year: Number(entered.year), day: entered.day };
  try {
    const { before, dryRun, digest, auditId } = await setDate(ctx, date, actingFor(asker, value));
    const title = `${titleOf(ctx.program, date.subject)} ${date.year}`;
    if (before?.day === date.day)
      return yearChanged({ lines: [`${title} is on ${dayText(date.day)} already.`], auditId: null });
    if (!dryRun) return yearChanged({ lines: [`Entered: ${title} is on ${dayText(date.day)}.`], auditId });
    const note = value === '' ? null : 'This is not what you saw before, so nothing was done. As it is now:';
    return form(ctx, entered, await reviewDay(ctx, date, { before: before?.day ?? null, note }), digest);
  } catch (error) {
    if (error instanceof ListedError) throw new FormError({ day: error.problems.join('; ') });
    throw error;
  }
}

const GONE = 'No day is entered for that any more. `/career staff dates` shows how things stand.';

/** `value` is the year and the subject. */
export async function askClear(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const read = readSubject(value);
  if (!read) throw new UserError(GONE);
  const { before, digest } = await clearDate(ctx, read, { as: asker.person, dryRun: true });
  if (!before) throw new UserError(GONE);
  const title = `${titleOf(ctx.program, read.subject)} ${read.year}`;
  return clearAsked({ value: `${digest}/${value}`, title, day: before.day });
}

/** `value` is what was shown, the year and the subject. */
export async function takeDateOut(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const [digest = '', ...rest] = value.split('/');
  const read = readSubject(rest.join('/'));
  if (!read) throw new UserError(GONE);
  const { dryRun, auditId } = await clearDate(ctx, read, { as: asker.person, dryRun: false, shown: [digest] });
  if (dryRun) throw new UserError('Somebody changed that day meanwhile, so nothing was done. Please look again.');
  const title = `${titleOf(ctx.program, read.subject)} ${read.year}`;
  return yearChanged({ lines: [`Taken out: ${title} has no day any more.`], auditId });
}
