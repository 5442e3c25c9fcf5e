/** Dates, times and short lists to choose from. Limits: docs.slack.dev/reference/block-kit/block-elements/date-picker-element and its neighbours */
import { isTimeZone } from '../time-zone.ts';
import { consistentOptions, option } from './composition.ts';
import { asking, choosing, focusable } from './element-fields.ts';
import { formed, integer, list, named, type Rule, shape } from './rule.ts';

const date = formed('YYYY-MM-DD', (value) => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value));
const time = formed('HH:mm', (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value));
const zone = formed('an IANA time zone', isTimeZone);

export const pickers: Record<string, Rule> = {
  datepicker: shape({ optional: { ...choosing, initial_date: named('block-kit.date.form', date) } }),
  timepicker: shape({
    optional: {
      ...choosing,
      initial_time: named('block-kit.time.form', time),
      timezone: named('block-kit.time.zone', zone),
    },
  }),
  datetimepicker: shape({
    optional: {
      ...focusable,
      initial_date_time: named('block-kit.datetime.digits', integer(1_000_000_000, 9_999_999_999)),
    },
  }),
  checkboxes: shape({
    required: { options: named('block-kit.checkboxes.options', list(option({ markup: true }), 1, 10)) },
    optional: { ...focusable, initial_options: list(option({ markup: true }), 1, 10) },
    also: consistentOptions,
  }),
  radio_buttons: shape({
    required: { options: named('block-kit.radio.options', list(option({ markup: true }), 1, 10)) },
    optional: { ...focusable, initial_option: option({ markup: true }) },
    also: consistentOptions,
  }),
  overflow: shape({
    required: { options: named('block-kit.overflow.options', list(option({ link: true }), 1, 5)) },
    optional: asking,
    also: consistentOptions,
  }),
};
