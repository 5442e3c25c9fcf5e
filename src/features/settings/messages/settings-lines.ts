import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import { type Hour, hourText } from '../../../domain/hour.ts';
import { leadText } from '../../../domain/lead.ts';
import type { PersonSettings } from '../../../domain/person-settings.ts';
import { POLICY_KIND_NAMES, POLICY_KINDS, type PolicyKind } from '../../../domain/reminder.ts';
import { dayText, listText, momentText } from '../../../domain/wording.ts';
import type { ReminderRules } from '../../../program/schema.ts';

/** How somebody is reminded, and what would hold if they had chosen nothing. */
export interface SettingsView {
  settings: PersonSettings;
  rules: ReminderRules;
  /** The hour that holds where the person chose none. */
  programHour: Hour;
  /** The zone that holds where they chose none. */
  slackZone: string;
  zone: string;
  /** In that zone. */
  today: Day;
  /** Quiet until a moment that is still ahead. */
  quietUntil: Temporal.Instant | null;
}

export function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function leadsText(rules: ReminderRules, settings: PersonSettings, kind: PolicyKind): string {
  const leads = settings.leads[kind] ?? rules.kinds[kind].messages;
  return leads.length === 0 ? 'in the digest only' : listText(leads.map(leadText));
}

/** What holds, line by line. */
export function linesOf({ settings, rules, programHour, zone, quietUntil }: SettingsView): string[] {
  const { quiet, digest } = rules;
  const own = settings.quiet ?? quiet;
  const kinds = POLICY_KINDS.map((kind) => {
    const isOff = settings.kindsOff.includes(kind) && !rules.kinds[kind].mandatory;
    return `${sentenceCase(POLICY_KIND_NAMES[kind])}: ${isOff ? 'no reminders' : leadsText(rules, settings, kind)}`;
  });
  const weekly = `${sentenceCase(digest.weekday)} at ${hourText(digest.at)}`;
  return [
    ...kinds,
    `Reminders of days ahead come at ${hourText(settings.hour ?? programHour)}`,
    `Quiet from ${hourText(own.from)} to ${hourText(own.to)}`,
    settings.digest ? `A digest on ${weekly}` : 'No digest',
    // An underscore is a mark to Slack.
    `Time zone: ${zone.replaceAll('_', ' ')}`,
    ...(settings.pausedUntil === null ? [] : [`Paused until ${dayText(settings.pausedUntil)}`]),
    ...(quietUntil === null ? [] : [`Quiet until ${momentText(quietUntil, zone)}`]),
  ];
}
