import { useRef, useState } from 'preact/hooks';
import { Temporal } from 'temporal-polyfill';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { longDay, shortDay } from '../state/month-grid.ts';
import { useReader } from '../text/reader.ts';
import { Calendar } from './calendar.tsx';
import { useBlock } from './surface.ts';

interface DateFieldProps {
  /** YYYY-MM-DD, or '' for none. */
  readonly value: string;
  readonly placeholder: string;
  readonly busy: boolean;
  readonly autoFocus?: boolean | undefined;
  /** Whether the date may be taken away again. */
  readonly clearable: boolean;
  readonly onChange: (value: string) => void;
}

/** A date behind a button that opens a calendar. */
export function DateField({ value, placeholder, busy, autoFocus, clearable, onChange }: DateFieldProps) {
  const { zone, now } = useReader();
  const { labelId, describedBy } = useBlock();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = value === '' ? undefined : Temporal.PlainDate.from(value);

  function close(): void {
    setOpen(false);
    anchor.current?.focus();
  }
  const words = chosen ? shortDay(chosen) : placeholder;
  return (
    <span class="moment">
      <button
        ref={anchor}
        type="button"
        class={chosen ? 'field moment-button' : 'field moment-button moment-empty'}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-busy={busy}
        aria-describedby={describedBy}
        aria-label={labelId ? undefined : chosen ? longDay(chosen) : placeholder}
        aria-labelledby={labelId && `${labelId} ${labelId}-value`}
        data-focus-on-load={autoFocus}
        onClick={() => setOpen(!open)}
      >
        <Icon name="calendar" />
        <span id={labelId && `${labelId}-value`}>{words}</span>
      </button>
      {clearable && chosen && (
        <button type="button" class="icon-button" aria-label="Clear the date" onClick={() => onChange('')}>
          <Icon name="close" />
        </button>
      )}
      {open && (
        <Floating anchor={anchor} onClose={close}>
          <Calendar
            chosen={chosen}
            today={now.toZonedDateTimeISO(zone).toPlainDate()}
            onChoose={(day) => {
              close();
              onChange(day.toString());
            }}
          />
        </Floating>
      )}
    </span>
  );
}
