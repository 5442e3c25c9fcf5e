import { useState } from 'preact/hooks';
import { OptionPicker } from '../parts/option-picker.tsx';
import { dayTimes, readTime, timeLabel } from '../state/time-words.ts';
import { useBlock } from './surface.ts';

interface TimeFieldProps {
  /** HH:mm, or '' for none. */
  readonly value: string;
  readonly placeholder: string;
  readonly busy: boolean;
  readonly autoFocus?: boolean | undefined;
  readonly onChange: (value: string) => void;
}

const entry = (value: string) => ({ value, label: timeLabel(value) });

/** A time of day, chosen from a list or typed as people write it. */
export function TimeField({ value, placeholder, busy, autoFocus, onChange }: TimeFieldProps) {
  const { labelId, describedBy } = useBlock();
  const [search, setSearch] = useState('');
  const typed = readTime(search);
  const listed = dayTimes.filter((time) => timeLabel(time).toLowerCase().startsWith(search.trim().toLowerCase()));
  const times = typed === undefined ? listed : [typed, ...listed.filter((time) => time !== typed)];
  return (
    <span class="time-field">
      <OptionPicker
        groups={times.length > 0 ? [{ title: '', options: times.map(entry) }] : []}
        known={value === '' ? [] : [entry(value)]}
        chosen={value === '' ? [] : [value]}
        many={false}
        placeholder={placeholder}
        labelId={labelId}
        describedBy={describedBy}
        busy={busy}
        autoFocus={autoFocus}
        onSearch={setSearch}
        onChoose={([time = '']) => onChange(time)}
      />
    </span>
  );
}
