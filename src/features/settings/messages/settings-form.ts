import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { type Hour, hourText } from '../../../domain/hour.ts';
import { leadText } from '../../../domain/lead.ts';
import type { PersonSettings } from '../../../domain/person-settings.ts';
import { POLICY_KIND_NAMES, POLICY_KINDS } from '../../../domain/reminder.ts';
import { momentText } from '../../../domain/wording.ts';
import type { Block } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { type Choice, choice, dayInput, selectInput, textInput, ticksInput } from '../../../slack/inputs.ts';
import { AS_PROGRAM, FIELDS, leadChoices, leadsField, needsLead, optionalKinds, SILENCE } from '../rules.ts';
import { SAVE } from './ids.ts';
import { type SettingsView, sentenceCase } from './settings-lines.ts';

/** Every half hour; an own hour between two of them stays to be chosen. */
function hourOptions(program: Hour, own: Hour | null): Choice[] {
  const halves = Array.from(
    { length: 48 },
    (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
  );
  const hours = [...new Set([...halves, ...(own === null ? [] : [own])])].sort();
  return [
    choice(`As the program has it (${hourText(program)})`, AS_PROGRAM),
    ...hours.map((hour) => choice(hourText(hour), hour)),
  ];
}

function pauseBlocks({ pausedUntil }: PersonSettings, today: Day): Block[] {
  const isAhead = pausedUntil !== null && pausedUntil > today;
  return [
    selectInput({
      id: FIELDS.pause,
      label: 'Pause',
      choices: [choice('No pause', 'none'), choice('Pause until the day below', 'until')],
      chosen: isAhead ? 'until' : 'none',
    }),
    dayInput({
      id: FIELDS.pauseUntil,
      label: 'I may write again on',
      optional: true,
      initial: isAhead ? pausedUntil : addDays(today, 7),
    }),
  ];
}

/** For an exam, nights or call: the same as the button on every reminder. */
function silenceBlocks({ quietUntil, zone, today }: SettingsView): Block[] {
  const kept = quietUntil === null ? [] : [choice(`Yes, until ${momentText(quietUntil, zone)}`, SILENCE.kept)];
  return [
    selectInput({
      id: FIELDS.silence,
      label: 'Quiet for a while (exam, nights, call)',
      choices: [choice('No', SILENCE.none), ...kept, choice('Until the morning of the day below', SILENCE.until)],
      chosen: quietUntil === null ? SILENCE.none : SILENCE.kept,
    }),
    dayInput({
      id: FIELDS.silenceUntil,
      label: 'Quiet until the morning of',
      optional: true,
      initial: quietUntil === null ? addDays(today, 1) : dayOf(quietUntil, zone),
    }),
  ];
}

function kindBlocks({ settings, rules }: SettingsView): Block[] {
  const kinds = optionalKinds(rules);
  const remindOf = ticksInput({
    id: FIELDS.kinds,
    label: 'Remind me of',
    optional: true,
    choices: kinds.map((kind) => choice(sentenceCase(POLICY_KIND_NAMES[kind]), kind)),
    chosen: kinds.filter((kind) => !settings.kindsOff.includes(kind)),
  });
  const leads = POLICY_KINDS.map((kind) =>
    ticksInput({
      id: leadsField(kind),
      label: `When: ${POLICY_KIND_NAMES[kind]} (${needsLead(rules, kind) ? 'one at least' : 'none: in the digest only'})`,
      optional: !needsLead(rules, kind),
      choices: leadChoices(rules, kind).map((lead) => choice(leadText(lead), lead)),
      chosen: settings.leads[kind] ?? rules.kinds[kind].messages,
    }),
  );
  return [...(kinds.length > 0 ? [remindOf] : []), ...leads];
}

function hourSelect(id: string, label: string, program: Hour, own: Hour | null): Block {
  return selectInput({ id, label, choices: hourOptions(program, own), chosen: own ?? AS_PROGRAM });
}

/** All choices in one form. */
export function settingsForm(view: SettingsView): Form {
  const { settings, rules, programHour, slackZone, today } = view;
  const { quiet } = rules;
  return {
    action: SAVE,
    title: 'Settings',
    submit: 'Save',
    blocks: [
      ...kindBlocks(view),
      hourSelect(FIELDS.hour, 'Hour for reminders of days ahead', programHour, settings.hour),
      hourSelect(FIELDS.quietFrom, 'Quiet from', quiet.from, settings.quiet?.from ?? null),
      hourSelect(FIELDS.quietTo, 'Quiet until', quiet.to, settings.quiet?.to ?? null),
      selectInput({
        id: FIELDS.digest,
        label: 'Weekly digest',
        choices: [choice('On', 'on'), choice('Off', 'off')],
        chosen: settings.digest ? 'on' : 'off',
      }),
      textInput({
        id: FIELDS.zone,
        label: 'Time zone',
        optional: true,
        hint: `Empty: as in Slack (${slackZone})`,
        most: 60,
        initial: settings.timeZone ?? '',
      }),
      ...silenceBlocks(view),
      ...pauseBlocks(settings, today),
    ],
  };
}
