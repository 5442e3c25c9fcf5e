// Staff date many sessions of a series at once: all lines or none.
import type { Context } from '../../../../context.ts';
import { enteredText, type FormValues } from '../../../../domain/form-values.ts';
import { isHour } from '../../../../domain/hour.ts';
import { countText } from '../../../../domain/wording.ts';
import { ListedError } from '../../../../errors.ts';
import type { Asker, Reply } from '../../../../feature.ts';
import { FormError } from '../../../../slack/form.ts';
import { dateSessions } from '../../acts/change-session.ts';
import type { Review } from '../../messages/dating/difference.ts';
import type { EnteredSeries } from '../../messages/dating/session-forms.ts';
import { seriesAsked } from '../../messages/index.ts';
import { SESSION_FIELDS, USUAL_MINUTES } from '../../rules/entered-session.ts';
import { readSeries } from '../../rules/series-lines.ts';
import { sessionsOfEntries } from '../../store/sessions.ts';
import { actingFor, shownOrDone } from './review.ts';
import { offeredEvents } from './session-forms.ts';

/** Series first: a run of any other event can be dated so, too. */
function seriesFirst(ctx: Context) {
  const isSeries = (kind: string) => kind === 'series';
  return [...offeredEvents(ctx, isSeries), ...offeredEvents(ctx, (kind) => !isSeries(kind))];
}

function form(ctx: Context, entered: EnteredSeries, review: Review | null, value: string): Reply {
  return seriesAsked({ value, entered, events: seriesFirst(ctx), zone: ctx.program.file.school.timeZone, review });
}

/** As the latest session of the series was: specialties or titles, and how long. `value` is the id of an entry, where one is chosen. */
export async function askSeries(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const event = seriesFirst(ctx).find(({ id }) => id === value)?.id ?? '';
  const last = (await sessionsOfEntries(ctx.db, [event], ctx.program.file.school.timeZone)).at(-1);
  const minutes = last ? Math.round(last.startsAt.until(last.endsAt).total('minutes')) : USUAL_MINUTES;
  const names = last && last.specialty === null ? 'title' : 'specialty';
  return form(ctx, { event, names, hour: '', minutes, place: '', link: '', lines: '' }, null, '');
}

function readForm(values: FormValues): EnteredSeries {
  const minutes = Number(enteredText(values, SESSION_FIELDS.minutes));
  return {
    event: enteredText(values, SESSION_FIELDS.event),
    names: enteredText(values, 'names') === 'title' ? 'title' : 'specialty',
    hour: enteredText(values, SESSION_FIELDS.hour),
    minutes: Number.isInteger(minutes) && minutes > 0 && minutes <= 24 * 60 ? minutes : USUAL_MINUTES,
    place: enteredText(values, SESSION_FIELDS.place),
    link: enteredText(values, SESSION_FIELDS.link),
    lines: enteredText(values, 'lines'),
  };
}

/** `value` is the digest of what was shown. Every mistake stands over the fields, with its line. */
export async function dateSeries(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const entered = readForm(values);
  const entry = ctx.program.entry(entered.event);
  if (!entry || !seriesFirst(ctx).some(({ id }) => id === entry.id))
    throw new FormError({ [SESSION_FIELDS.event]: 'Please choose an event.' });
  if (!isHour(entered.hour))
    throw new FormError({ [SESSION_FIELDS.hour]: 'Please choose the time at which most of them start.' });
  const { names, hour: at, minutes, place, link } = entered;
  const { sessions, problems } = readSeries(ctx.program, entered.lines, { entry, names, at, minutes, place, link });
  const mistakes = (found: readonly string[]) => {
    const note = `${countText(found.length, 'mistake')}, so nothing was dated. Please put it right below.`;
    return form(ctx, entered, { note, lines: found.map((problem) => `• ${problem}`), isReady: false }, '');
  };
  if (problems.length > 0) return mistakes(problems);
  try {
    const done = await dateSessions(ctx, 'calendar.date-series', sessions, actingFor(asker, value));
    const ask = (review: Review, digest: string) => {
      const head = `${countText(done.changes.length, 'session')} would be dated:`;
      return form(ctx, entered, { ...review, lines: [head, ...review.lines] }, digest);
    };
    return await shownOrDone(ctx, done, {
      title: `${countText(done.changes.length, 'session')} dated:`,
      digest: value,
      ask,
    });
  } catch (error) {
    if (error instanceof ListedError) return mistakes(error.problems);
    throw error;
  }
}
