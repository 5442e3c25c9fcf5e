import { useState } from 'preact/hooks';
import { Temporal } from 'temporal-polyfill';
import type { LogEntry } from '../api/control-schema.ts';
import { Icon } from './icon.tsx';

/** Only the latest are drawn: request and response of hundreds would make the page slow. */
const MOST_ROWS = 200;

const DIRECTIONS: Readonly<Record<string, string>> = { to_bot: 'to app', from_bot: 'from app' };

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <section class="log-part" aria-label={title}>
      <h4 class="log-part-title">{title}</h4>
      <pre class="log-json">{value === undefined ? '(none)' : JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}

/** The workspace's time, to the second. */
function timeText(at: string, zone: string): string {
  const moment = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return moment.toLocaleString('en-US', {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  });
}

/** Whether the app was refused something, or did not answer. */
function failed({ response }: LogEntry): boolean {
  return typeof response === 'object' && response !== null && 'ok' in response && response.ok === false;
}

function LogRow({ entry, zone }: { entry: LogEntry; zone: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="log-row" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="log-head">
        <span class="log-direction">{DIRECTIONS[entry.direction] ?? entry.direction}</span>
        <span class="log-kind">{entry.kind}</span>
        {failed(entry) && <span class="log-warned">failed</span>}
        {entry.warnings.length > 0 && <span class="log-warned">{entry.warnings.length} noted</span>}
        <span class="log-ms">{typeof entry.ms === 'number' ? `${Math.round(entry.ms)} ms` : ''}</span>
      </summary>
      {open && (
        <>
          {entry.at && <p class="log-at">{timeText(entry.at, zone)}</p>}
          {entry.warnings.map((warning) => (
            <p class="log-warning" key={warning}>
              {warning}
            </p>
          ))}
          <Json title="Request" value={entry.request} />
          <Json title="Response" value={entry.response} />
        </>
      )}
    </details>
  );
}

/** What went between the workspace and the app, latest first. */
export function Inspector({ log, zone, onClose }: { log: readonly LogEntry[]; zone: string; onClose: () => void }) {
  const [search, setSearch] = useState('');
  const [way, setWay] = useState('all');
  const wanted = search.trim().toLowerCase();
  const found = log.filter(
    (entry) =>
      (way === 'all' || entry.direction === way) &&
      (wanted === '' || JSON.stringify([entry.kind, entry.request, entry.response]).toLowerCase().includes(wanted)),
  );
  return (
    <aside class="inspector" aria-label="Traffic">
      <header class="inspector-head">
        <h2 class="dialog-title">Traffic</h2>
        <button type="button" class="icon-button" aria-label="Close traffic" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <label class="search">
        <Icon name="search" />
        <span class="sr-only">Filter by kind or content</span>
        <input
          class="search-field"
          type="search"
          placeholder="Filter by kind or content"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <fieldset class="ways">
        <legend class="sr-only">Direction</legend>
        {Object.entries({ all: 'All', ...DIRECTIONS }).map(([name, label]) => (
          <button type="button" key={name} class="way" aria-pressed={way === name} onClick={() => setWay(name)}>
            {label}
          </button>
        ))}
      </fieldset>
      <div class="inspector-list">
        {found.length === 0 && <p class="messages-empty">No traffic yet.</p>}
        {found
          .slice(-MOST_ROWS)
          .reverse()
          .map((entry) => (
            <LogRow key={entry.seq} entry={entry} zone={zone} />
          ))}
      </div>
    </aside>
  );
}
