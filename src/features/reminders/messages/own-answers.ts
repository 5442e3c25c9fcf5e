// What is answered to the buttons of a reminder.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import { POLICY_KIND_NAMES, type PolicyKind } from '../../../domain/reminder.ts';
import { momentText } from '../../../domain/wording.ts';
import { type ButtonSpec, buttons, escaped, type Message, moment, section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import { dayInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { FEWER, MORE, QUIET_DAY, SETTINGS, SPEAK_AGAIN } from './ids.ts';

const settingsButton: ButtonSpec = { label: 'Settings', action: SETTINGS, value: 'reminder' };

function answered(text: string, mrkdwn: string, specs: readonly ButtonSpec[] = []): Message {
  return composed([text], [section(mrkdwn), ...(specs.length > 0 ? [buttons(specs)] : [])]);
}

interface ReminderSet {
  title: string;
  at: Temporal.Instant;
  zone: string;
}

/** Snooze, Remind me: when it comes. */
export function reminderSet({ title, at, zone }: ReminderSet): Message {
  return answered(
    `I'll remind you of ${title} on ${momentText(at, zone)}.`,
    `I'll remind you of *${escaped(title)}* on ${moment(at, zone)}.`,
  );
}

/** It is over before the reminder would come. */
export function reminderTooLate({ title }: { title: string }): Message {
  const text = `${title} comes before I could remind you again, so I have set no other reminder.`;
  return answered(text, escaped(text));
}

/** What has no date yet, or is no more. */
export function reminderUnneeded({ title }: { title: string | null }): Message {
  const text =
    title === null
      ? 'That has changed since: there is nothing left to remind you of. `/career next` shows what is ahead.'
      : `${title} has no date yet, so I can't set a reminder. It stays in your list: \`/career next\`.`;
  return answered(text, escaped(text));
}

/** Fewer of these: one step less, and how to undo it. */
export function fewerAnswer({ kind, digest }: { kind: PolicyKind; digest: boolean }): Message {
  const rest = digest ? 'They still stand in your weekly digest.' : 'Your weekly digest is switched off, too.';
  const text = `From now on I send you no single reminders of ${POLICY_KIND_NAMES[kind]}. ${rest} Undo brings them back; \`/career settings\` has more choices.`;
  return answered(text, escaped(text), [{ label: 'Undo', action: MORE, value: kind }, settingsButton]);
}

export function moreAnswer({ kind }: { kind: PolicyKind }): Message {
  const text = `I remind you of ${POLICY_KIND_NAMES[kind]} again as the program does.`;
  return answered(text, escaped(text), [{ label: 'Fewer of these', action: FEWER, value: kind }, settingsButton]);
}

/** A kind that nobody can switch off. */
export function mandatoryAnswer({ kind }: { kind: PolicyKind }): Message {
  const text = `Everybody gets reminders of ${POLICY_KIND_NAMES[kind]}, so these stay. \`/career settings\` shows what you can change.`;
  return answered(text, escaped(text), [settingsButton]);
}

/** Until when it is quiet. */
export function quietAnswer({ until, zone }: { until: Temporal.Instant; zone: string }): Message {
  const rest = 'Until then you hear only of what you booked, what everybody must know, and what you ask me.';
  return answered(
    `Quiet until ${momentText(until, zone)}. ${rest}`,
    `Quiet until ${moment(until, zone)}. ${escaped(rest)}`,
    [{ label: 'Speak again', action: SPEAK_AGAIN, value: 'now' }, settingsButton],
  );
}

export function speakAgainAnswer(): Message {
  const text = 'I write to you again as before.';
  return answered(text, text, [settingsButton]);
}

/** Asks for the day until which it is to be quiet; `initial` is the day that is proposed. Where no form can open, that is said. */
export function quietDayAsked({ initial }: { initial: Day }): Message & { form: Form } {
  const text = 'I could not open the form in time. Please choose again, or set a pause in `/career settings`.';
  const form: Form = {
    action: QUIET_DAY,
    title: 'Quiet until a day',
    submit: 'Keep quiet',
    blocks: [
      section('Until the morning of that day you hear only of what you booked and what everybody must know.'),
      dayInput({ id: 'day', label: 'Until the morning of', initial }),
    ],
  };
  return { ...answered(text, text, [settingsButton]), form };
}
