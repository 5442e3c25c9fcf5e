import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Temporal } from 'temporal-polyfill';
import { Icon } from '../parts/icon.tsx';
import { dayAfterKey, longDay, monthWeeks } from '../state/month-grid.ts';

const WEEKDAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] as const;

interface CalendarProps {
  readonly chosen: Temporal.PlainDate | undefined;
  readonly today: Temporal.PlainDate;
  readonly onChoose: (day: Temporal.PlainDate) => void;
}

/** One month of days. Arrows move by day and week, Page Up and Page Down by month, Home and End within the week. */
export function Calendar({ chosen, today, onChoose }: CalendarProps) {
  const [at, setAt] = useState(chosen ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const follow = useRef(true);
  const takeFocus = (): void => {
    // The buttons beside the month's name keep the focus; the keys take it with them.
    if (follow.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  };
  // When it opens, once what holds it is in place.
  useEffect(takeFocus, []);
  // Then before the next key: a month that is turned takes the focused day away, and keys pressed meanwhile would go nowhere.
  useLayoutEffect(takeFocus, [at]);

  const turn = (months: number) => (): void => {
    follow.current = false;
    setAt(at.add({ months }));
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (!dayAfterKey(at, event.key)) return;
    event.preventDefault();
    follow.current = true;
    setAt((day) => dayAfterKey(day, event.key) ?? day);
  }
  const title = at.toLocaleString('en-US', { month: 'long', year: 'numeric' });
  return (
    <div class="calendar">
      <div class="calendar-head">
        <button type="button" class="icon-button calendar-back" aria-label="Previous month" onClick={turn(-1)}>
          <Icon name="chevron" />
        </button>
        <span class="calendar-title" aria-live="polite">
          {title}
        </span>
        <button type="button" class="icon-button calendar-on" aria-label="Next month" onClick={turn(1)}>
          <Icon name="chevron" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a calendar is a table whose cells are chosen from */}
      <table ref={grid} role="grid" aria-label={title} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {WEEKDAYS.map((name) => (
              <th key={name} scope="col" class="calendar-weekday">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(at.toPlainYearMonth()).map((week) => (
            <tr key={week[0]?.toString()}>
              {week.map((day) => (
                <td key={day.toString()}>
                  <DayButton day={day} at={at} chosen={chosen} today={today} onChoose={onChoose} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayButton({
  day,
  at,
  chosen,
  today,
  onChoose,
}: CalendarProps & { day: Temporal.PlainDate; at: Temporal.PlainDate }) {
  const same = (other: Temporal.PlainDate | undefined): boolean => other?.equals(day) === true;
  const outside = Temporal.PlainYearMonth.compare(day.toPlainYearMonth(), at.toPlainYearMonth()) !== 0;
  return (
    <button
      type="button"
      class={`calendar-day${outside ? ' calendar-day-outside' : ''}`}
      tabIndex={same(at) ? 0 : -1}
      aria-label={longDay(day)}
      aria-current={same(today) ? 'date' : undefined}
      aria-pressed={same(chosen)}
      onClick={() => onChoose(day)}
    >
      {day.day}
    </button>
  );
}
