import type { Context } from '../../context.ts';
import { dayOf } from '../../domain/day.ts';
import type { FormValues } from '../../domain/form-values.ts';
import type { PersonSettings } from '../../domain/person-settings.ts';
import type { Asker, Reply } from '../../feature.ts';
import { hourOf, type Person, zoneOf } from '../../people/person.ts';
import type { Message } from '../../slack/blocks.ts';
import { FormError } from '../../slack/form.ts';
import { settingsAnswer, settingsSaved } from './messages/index.ts';
import type { SettingsView } from './messages/settings-lines.ts';
import { readSettings } from './rules.ts';
import { saveSettings } from './store.ts';

/** The zone a text names; the names are those of the machine's own tables, which know older names, too. */
function findZone(text: string): string | undefined {
  const name = text.replaceAll(/\s+/g, '_');
  // `+05:30` is a zone to newer machines: it would be wrong half of the year in most places.
  if (!/^[a-z]/i.test(name)) return undefined;
  const asked = [name, ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.split('/').at(-1) === name)];
  for (const timeZone of asked) {
    try {
      return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

function viewOf({ program, clock }: Context, person: Person): SettingsView {
  const zone = zoneOf(program, person);
  const today = dayOf(clock.now(), zone);
  const plain: Person = { ...person, settings: { ...person.settings, hour: null } };
  const { quietUntil } = person.settings;
  return {
    settings: person.settings,
    rules: program.file.reminders,
    /** What holds where they choose nothing. */
    programHour: hourOf(program, plain, program.today(clock.now())),
    slackZone: person.timeZone ?? program.file.school.timeZone,
    zone,
    today,
    quietUntil: quietUntil && quietUntil.epochMilliseconds > clock.now().epochMilliseconds ? quietUntil : null,
  };
}

/** `/career settings`, and the button that leads there: a form; where it can't open, what holds is said instead. */
export async function showSettings(ctx: Context, { person }: Asker, _words: string): Promise<Reply> {
  return settingsAnswer(viewOf(ctx, person));
}

/** Takes the form. Throws a FormError for what has to be entered differently. */
export async function changeSettings(
  ctx: Context,
  { person }: Asker,
  _value: string,
  values: FormValues,
): Promise<Message> {
  const zone = zoneOf(ctx.program, person);
  const today = dayOf(ctx.clock.now(), zone);
  const { reminders: rules } = ctx.program.file;
  const read = readSettings(values, { rules, before: person.settings, zone, today, findZone });
  if ('problems' in read) throw new FormError(read.problems);
  const settings: PersonSettings = read.settings;
  await ctx.transaction((tx) => saveSettings(tx, person.id, settings));
  return settingsSaved(viewOf(ctx, { ...person, settings }));
}
