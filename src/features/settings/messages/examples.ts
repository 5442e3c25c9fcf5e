// Both messages at their shortest, their longest and with hostile text.
import { Temporal } from 'temporal-polyfill';
import { type PersonSettings, UNCHANGED } from '../../../domain/person-settings.ts';
import type { ReminderRules } from '../../../program/schema.ts';
import { settingsAnswer, settingsSaved } from './settings-answer.ts';
import type { SettingsView } from './settings-lines.ts';

const rules: ReminderRules = {
  budgetPerWeek: 2,
  mergeWithinMinutes: 15,
  quiet: { from: '21:00', to: '08:00' },
  closeDayFrom: '05:30',
  hours: { preclerkship: '09:00', pce: '18:30', 'post-pce': '09:00', others: '09:00' },
  digest: { weekday: 'sunday', at: '17:00' },
  welcome: { from: '09:00', to: '17:00' },
  kinds: {
    'class-meeting': { messages: ['P1D', 'PT1H'], digest: ['P7D'], mandatory: true, booked: false },
    session: { messages: ['P1D', 'PT1H'], digest: ['P7D'], mandatory: false, booked: false },
    milestone: { messages: ['P14D', 'P2D'], digest: ['P30D', 'P7D'], mandatory: false, booked: false },
    interview: { messages: ['P1D', 'PT1H'], digest: [], mandatory: false, booked: true },
    'mentor-meeting': { messages: ['P1D', 'PT1H'], digest: [], mandatory: false, booked: true },
  },
};

const until = Temporal.Instant.from('2026-12-07T13:00:00Z');

const changed: PersonSettings = {
  kindsOff: ['session', 'interview'],
  leads: { milestone: [], 'class-meeting': ['P2D', 'P1D', 'PT2H', 'PT1H'] },
  hour: '07:45',
  quiet: { from: '22:15', to: '06:30' },
  digest: false,
  timeZone: 'America/Argentina/ComodRivadavia',
  pausedUntil: '2026-12-20',
  quietUntil: until,
};

const shortest: SettingsView = {
  settings: UNCHANGED,
  rules,
  programHour: '18:30',
  slackZone: 'America/New_York',
  zone: 'America/New_York',
  today: '2026-12-01',
  quietUntil: null,
};
const longest: SettingsView = {
  ...shortest,
  settings: changed,
  zone: 'America/Argentina/ComodRivadavia',
  quietUntil: until,
};
/** A name of a zone is the only text that is not the program's; Slack's are not ours to choose. */
const hostile: SettingsView = { ...shortest, slackZone: 'A&B <!channel>' };

export const examples = {
  settingsAnswer: {
    shortest: settingsAnswer(shortest),
    longest: settingsAnswer(longest),
    hostile: settingsAnswer(hostile),
  },
  settingsSaved: {
    shortest: settingsSaved(shortest),
    longest: settingsSaved(longest),
    hostile: settingsSaved(hostile),
  },
};
