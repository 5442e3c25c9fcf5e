// Staff date a session, move it, change what else is known of it, cancel it. What changes is shown first; the second of two is told.
import { z } from 'zod';
import type { Session } from '../../../../ahead/session.ts';
import type { Context } from '../../../../context.ts';
import { enteredText, type FormValues } from '../../../../domain/form-values.ts';
import { spanText } from '../../../../domain/wording.ts';
import { UserError } from '../../../../errors.ts';
import type { Asker, Reply } from '../../../../feature.ts';
import { FormError } from '../../../../slack/form.ts';
import { cancelSession, dateSessions, moveSession } from '../../acts/change-session.ts';
import type { Review } from '../../messages/dating/difference.ts';
import type { Offered } from '../../messages/dating/session-forms.ts';
import { cancelAsked, editAsked, moveAsked, newSessionAsked } from '../../messages/index.ts';
import {
  type EnteredSession,
  enteredOf,
  NOTHING_ENTERED,
  otherCells,
  readEntered,
  SESSION_FIELDS,
  timeCells,
  timeProblems,
} from '../../rules/entered-session.ts';
import { titleOfSession } from '../../rules/field-changes.ts';
import { hasSessions } from '../../rules/undated.ts';
import { findSession } from '../../store/sessions.ts';
import { sessionsChangedBy } from '../../store/undo.ts';
import { actingFor, doneMessage, enteredInto, shownOrDone } from './review.ts';

export function offeredEvents({ program }: Context, isOffered: (kind: string) => boolean = () => true): Offered[] {
  return program.entries
    .filter((entry) => hasSessions(entry) && isOffered(entry.kind))
    .map(({ id, title }) => ({ id, name: title }));
}

function offeredSpecialties({ program }: Context): Offered[] {
  return program.file.specialties.map(({ id, name }) => ({ id, name }));
}

function zoneOfSchool({ program }: Context): string {
  return program.file.school.timeZone;
}

const FIELDS = Object.values(SESSION_FIELDS);

function requireTimes(entered: EnteredSession): void {
  const problems = timeProblems(entered);
  if (Object.keys(problems).length > 0) throw new FormError(problems);
}

function newSessionForm(ctx: Context, entered: EnteredSession, review: Review | null, value: string): Reply {
  const offered = { events: offeredEvents(ctx), specialties: offeredSpecialties(ctx), zone: zoneOfSchool(ctx) };
  return newSessionAsked({ value, entered, review, ...offered });
}

/** `value` is the id of an entry, where one is chosen. */
export async function askSession(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const entry = ctx.program.entry(value);
  return newSessionForm(ctx, { ...NOTHING_ENTERED, event: entry && hasSessions(entry) ? entry.id : '' }, null, '');
}

/** `value` is the digest of what was shown. */
export async function dateOne(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const entered = readEntered(values, NOTHING_ENTERED);
  if (!offeredEvents(ctx).some(({ id }) => id === entered.event))
    throw new FormError({ [SESSION_FIELDS.event]: 'Please choose an event.' });
  requireTimes(entered);
  const cells = { event: entered.event, ...timeCells(entered), ...otherCells(entered) };
  const done = await enteredInto(FIELDS, () =>
    dateSessions(ctx, 'calendar.date-session', [{ line: 1, cells }], actingFor(asker, value)),
  );
  const ask = (review: Review, digest: string) => newSessionForm(ctx, entered, review, digest);
  return shownOrDone(ctx, done, { title: 'Dated:', digest: value, ask });
}

const opened = z
  .string()
  .regex(/^\d{1,9}(\/\d{1,9}(\/[0-9a-f,]*)?)?$/)
  .transform((text) => text.split('/'));

interface Opened {
  session: Session;
  /** What a form showed; empty where it has shown nothing yet. */
  digest: string;
  /** Who changed the session since the form was opened, and how it is now. */
  meanwhile: string | null;
}

/** `value` is the id of a session, and in a form how often it was changed when that was opened, and what was shown. */
async function openedOn(ctx: Context, value: string): Promise<Opened> {
  const read = opened.safeParse(value);
  const [id, sequence, digest = ''] = read.success ? read.data : [];
  const zone = zoneOfSchool(ctx);
  const session = id === undefined ? undefined : await findSession(ctx.db, Number(id), zone);
  if (!session) throw new UserError('That session is no longer there. `/career staff dates` shows how things stand.');
  if (sequence === undefined || Number(sequence) === session.sequence) return { session, digest, meanwhile: null };
  const by = (await sessionsChangedBy(ctx.db, session.key, 0)) ?? 'Somebody';
  const fate = session.cancelledAt === null ? '' : session.postponed ? ', postponed' : ', cancelled';
  const now = `${spanText(session.startsAt, session.endsAt, zone)}${fate}${session.place === null ? '' : `, ${session.place}`}`;
  const meanwhile = `${by} has changed it meanwhile, so nothing was done. It is now: ${now}. Below is what you entered.`;
  return { session, digest, meanwhile };
}

/** What a form carries: the session as it was when the form was opened, and what was shown. */
function carried({ id, sequence }: Session, digest: string): string {
  return `${id}/${sequence}/${digest}`;
}

function known({ program }: Context, session: Session) {
  return { title: titleOfSession(program, session), startsAt: session.startsAt, endsAt: session.endsAt };
}

function moveForm(ctx: Context, session: Session, entered: EnteredSession, review: Review | null, digest = ''): Reply {
  const value = carried(session, digest);
  return moveAsked({ value, entered, session: known(ctx, session), zone: zoneOfSchool(ctx), review });
}

/** `value` is the id of a session, here and below. */
export async function askMove(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { session } = await openedOn(ctx, value);
  return moveForm(ctx, session, enteredOf(ctx.program, session), null);
}

export async function moveIt(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { session, digest, meanwhile } = await openedOn(ctx, value);
  const entered = readEntered(values, enteredOf(ctx.program, session));
  if (meanwhile !== null) return moveForm(ctx, session, entered, { note: meanwhile, lines: [], isReady: false });
  requireTimes(entered);
  const { place, link } = entered;
  const done = await enteredInto(FIELDS, () =>
    moveSession(ctx, session.key, { ...timeCells(entered), place, link }, actingFor(asker, digest)),
  );
  const ask = (review: Review, shown: string) => moveForm(ctx, session, entered, review, shown);
  return shownOrDone(ctx, done, { title: 'Moved:', digest, ask });
}

function editForm(ctx: Context, session: Session, entered: EnteredSession, review: Review | null, digest = ''): Reply {
  return editAsked({
    value: carried(session, digest),
    entered,
    session: known(ctx, session),
    specialties: offeredSpecialties(ctx),
    zone: zoneOfSchool(ctx),
    review,
  });
}

export async function askEdit(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { session } = await openedOn(ctx, value);
  return editForm(ctx, session, enteredOf(ctx.program, session), null);
}

export async function editIt(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { session, digest, meanwhile } = await openedOn(ctx, value);
  const entered = readEntered(values, enteredOf(ctx.program, session));
  if (meanwhile !== null) return editForm(ctx, session, entered, { note: meanwhile, lines: [], isReady: false });
  requireTimes(entered);
  const act = () =>
    moveSession(ctx, session.key, otherCells(entered), actingFor(asker, digest), 'calendar.edit-session');
  const done = await enteredInto(FIELDS, act);
  const ask = (review: Review, shown: string) => editForm(ctx, session, entered, review, shown);
  return shownOrDone(ctx, done, { title: 'Changed:', digest, ask });
}

/** The form with how many are told, whichever of both is chosen; it carries what each of them would change. */
async function cancelForm(ctx: Context, asker: Asker, session: Session, note: string | null, postponed = false) {
  const rehearsed = (isPostponed: boolean) =>
    cancelSession(ctx, session.key, { as: asker.person, dryRun: true, postponed: isPostponed });
  const one = await rehearsed(false);
  const other = await rehearsed(true);
  return cancelAsked({
    value: carried(session, [one.digest, other.digest].join(',')),
    session: known(ctx, session),
    people: Math.max(one.people, other.people),
    note,
    postponed,
    zone: zoneOfSchool(ctx),
  });
}

export async function askCancel(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { session } = await openedOn(ctx, value);
  return cancelForm(ctx, asker, session, null);
}

export async function cancelIt(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { session, digest, meanwhile } = await openedOn(ctx, value);
  const postponed = enteredText(values, 'postponed') === 'yes';
  if (session.cancelledAt !== null && session.postponed === postponed)
    throw new UserError(`It is so already: ${(await sessionsChangedBy(ctx.db, session.key, 0)) ?? 'somebody'} did it.`);
  if (meanwhile !== null) return cancelForm(ctx, asker, session, meanwhile, postponed);
  const acting = { as: asker.person, dryRun: false, shown: digest.split(','), postponed };
  const done = await cancelSession(ctx, session.key, acting);
  if (done.dryRun)
    return cancelForm(ctx, asker, session, 'Who is told is different by now, so nothing was done.', postponed);
  return doneMessage(ctx, postponed ? 'Postponed:' : 'Cancelled:', done);
}
