import { useState } from 'preact/hooks';
import { Temporal } from 'temporal-polyfill';
import type { MomentElement } from '../api/block-schema.ts';
import { useReader } from '../text/reader.ts';
import { DateField } from './date-field.tsx';
import { useBlock } from './surface.ts';
import { TimeField } from './time-field.tsx';
import { useAct } from './use-act.tsx';

/** What people mean by a day for which they name no hour. */
const USUAL_TIME = '09:00';

function DatePicker({ element }: { element: MomentElement }) {
  const { mode } = useBlock();
  const { busy, perform, aside } = useAct(element);
  const [value, setValue] = useState(element.initial_date ?? '');
  return (
    <>
      <DateField
        value={value}
        placeholder={element.placeholder?.text ?? 'Select a date'}
        busy={busy}
        autoFocus={element.focus_on_load}
        clearable={mode !== 'acts'}
        onChange={(next) => {
          setValue(next);
          perform({ value: next }, { denied: () => setValue(value) });
        }}
      />
      {aside}
    </>
  );
}

function TimePicker({ element }: { element: MomentElement }) {
  const { busy, perform, aside } = useAct(element);
  const [value, setValue] = useState(element.initial_time ?? '');
  return (
    <>
      <TimeField
        value={value}
        placeholder={element.placeholder?.text ?? 'Select a time'}
        busy={busy}
        autoFocus={element.focus_on_load}
        onChange={(next) => {
          setValue(next);
          perform({ value: next }, { denied: () => setValue(value) });
        }}
      />
      {element.timezone && <span class="field-note">{element.timezone}</span>}
      {aside}
    </>
  );
}

/** Date and time together are the unix seconds of that moment in the person's zone. */
function MomentFields({ element }: { element: MomentElement }) {
  const { zone } = useReader();
  const { busy, perform, aside } = useAct(element);
  const [{ date, time }, setMoment] = useState(() => {
    if (element.initial_date_time === undefined) return { date: '', time: '' };
    const at = Temporal.Instant.fromEpochMilliseconds(element.initial_date_time * 1000).toZonedDateTimeISO(zone);
    return { date: at.toPlainDate().toString(), time: at.toPlainTime().toString({ smallestUnit: 'minute' }) };
  });
  function choose(next: { date: string; time: string }): void {
    setMoment(next);
    const at = Temporal.PlainDateTime.from(`${next.date}T${next.time}`).toZonedDateTime(zone);
    perform({ value: String(Math.floor(at.epochMilliseconds / 1000)) }, { denied: () => setMoment({ date, time }) });
  }
  return (
    <span class="moment-fields">
      <DateField
        value={date}
        placeholder="Select a date"
        busy={busy}
        autoFocus={element.focus_on_load}
        clearable={false}
        onChange={(next) => choose({ date: next, time: time || USUAL_TIME })}
      />
      {date !== '' && (
        <TimeField value={time} placeholder="Time" busy={busy} onChange={(next) => choose({ date, time: next })} />
      )}
      {aside}
    </span>
  );
}

/** Dates as YYYY-MM-DD, times as HH:mm, both together as unix seconds. */
export function MomentPicker({ element }: { element: MomentElement }) {
  if (element.type === 'datepicker') return <DatePicker element={element} />;
  return element.type === 'timepicker' ? <TimePicker element={element} /> : <MomentFields element={element} />;
}
