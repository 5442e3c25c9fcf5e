import { addDays, type Day } from '../../../domain/day.ts';
import { type Hour, hourText } from '../../../domain/hour.ts';
import { leadText } from '../../../domain/lead.ts';
import type { PersonSettings } from '../../../domain/person-settings.ts';
import { POLICY_KIND_NAMES, POLICY_KINDS } from '../../../domain/reminder.ts';
import { type Block, shortened } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { AS_PROGRAM, FIELDS, leadChoices, leadsField, optionalKinds } from '../rules.ts';
import { SAVE } from './ids.ts';
import { type SettingsView, sentenceCase } from './settings-lines.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text: shortened(text, 75), emoji: false });
const option = (label: string, value: string) => ({ text: plain(label), value });
type Option = ReturnType<typeof option>;

function label(text: string) {
  return { type: 'plain_text' as const, text, emoji: false };
}

/** Boxes to tick; Slack takes no empty list of ticked ones. */
function ticks(id: string, title: string, options: Option[], ticked: readonly string[]): Block {
  const initial = options.filter(({ value }) => ticked.includes(value));
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: label(title),
    element: {
      type: 'checkboxes',
      action_id: id,
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

function select(id: string, title: string, options: Option[], chosen: string): Block {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: id,
    label: label(title),
    element: { type: 'static_select', action_id: id, options, ...(initial ? { initial_option: initial } : {}) },
  };
}

/** Every half hour; an own hour between two of them stays to be chosen. */
function hourOptions(program: Hour, own: Hour | null): Option[] {
  const halves = Array.from(
    { length: 48 },
    (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
  );
  const hours = [...new Set([...halves, ...(own === null ? [] : [own])])].sort();
  return [
    option(`As the program has it (${hourText(program)})`, AS_PROGRAM),
    ...hours.map((hour) => option(hourText(hour), hour)),
  ];
}

function pauseBlocks({ pausedUntil }: PersonSettings, today: Day): Block[] {
  const isAhead = pausedUntil !== null && pausedUntil > today;
  return [
    select(
      FIELDS.pause,
      'Pause',
      [option('No pause', 'none'), option('Pause until the day below', 'until')],
      isAhead ? 'until' : 'none',
    ),
    {
      type: 'input',
      block_id: FIELDS.pauseUntil,
      optional: true,
      label: label('I may write again on'),
      element: {
        type: 'datepicker',
        action_id: FIELDS.pauseUntil,
        initial_date: isAhead ? pausedUntil : addDays(today, 7),
      },
    },
  ];
}

function kindBlocks({ settings, rules }: SettingsView): Block[] {
  const kinds = optionalKinds(rules);
  const on = kinds.filter((kind) => !settings.kindsOff.includes(kind));
  const options = kinds.map((kind) => option(sentenceCase(POLICY_KIND_NAMES[kind]), kind));
  const leads = POLICY_KINDS.map((kind) =>
    ticks(
      leadsField(kind),
      `When: ${POLICY_KIND_NAMES[kind]} (none: in the digest only)`,
      leadChoices(rules, kind).map((lead) => option(leadText(lead), lead)),
      settings.leads[kind] ?? rules.kinds[kind].messages,
    ),
  );
  return [...(options.length > 0 ? [ticks(FIELDS.kinds, 'Remind me of', options, on)] : []), ...leads];
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
      select(
        FIELDS.hour,
        'Hour for reminders of days ahead',
        hourOptions(programHour, settings.hour),
        settings.hour ?? AS_PROGRAM,
      ),
      select(
        FIELDS.quietFrom,
        'Quiet from',
        hourOptions(quiet.from, settings.quiet?.from ?? null),
        settings.quiet?.from ?? AS_PROGRAM,
      ),
      select(
        FIELDS.quietTo,
        'Quiet until',
        hourOptions(quiet.to, settings.quiet?.to ?? null),
        settings.quiet?.to ?? AS_PROGRAM,
      ),
      select(
        FIELDS.digest,
        'Weekly digest',
        [option('On', 'on'), option('Off', 'off')],
        settings.digest ? 'on' : 'off',
      ),
      {
        type: 'input',
        block_id: FIELDS.zone,
        optional: true,
        label: label('Time zone'),
        hint: label(`Empty: as in Slack (${slackZone})`),
        element: {
          type: 'plain_text_input',
          action_id: FIELDS.zone,
          max_length: 60,
          ...(settings.timeZone === null ? {} : { initial_value: settings.timeZone }),
        },
      },
      ...pauseBlocks(settings, today),
    ],
  };
}
