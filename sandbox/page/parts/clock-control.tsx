import { useEffect, useRef, useState } from 'preact/hooks';
import type { Temporal } from 'temporal-polyfill';
import { clockText, fieldMoment, fieldValue, laterBy, nextMorning, shortClockText } from '../state/clock-words.ts';
import type { PageActs } from '../state/page-acts.ts';
import { type ClockReading, findMember, type PageState, workspaceNow } from '../state/page-state.ts';
import { Floating } from './floating.tsx';
import { Icon } from './icon.tsx';

interface ClockControlProps {
  readonly state: PageState;
  readonly acts: PageActs;
}

function useTicking(clock: ClockReading): Temporal.Instant {
  const [at, setAt] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return workspaceNow(clock, Math.max(at, clock.at));
}

interface JumpPanelProps {
  readonly now: Temporal.Instant;
  readonly zone: string;
  readonly jump: (to: Temporal.Instant | 'next') => void;
  readonly reset: () => void;
  readonly busy: boolean;
  readonly problem: string | undefined;
}

function JumpPanel({ now, zone, jump, reset, busy, problem }: JumpPanelProps) {
  const [asking, setAsking] = useState(false);
  const [value, setValue] = useState(() => fieldValue(now, zone));
  const target = fieldMoment(value, zone);
  const shortcuts: readonly (readonly [string, Temporal.Instant | 'next'])[] = [
    ['Next morning', nextMorning(now, zone)],
    ['Next due', 'next'],
    ['+1 hour', laterBy(now, zone, { hours: 1 })],
    ['+1 day', laterBy(now, zone, { days: 1 })],
    ['+1 week', laterBy(now, zone, { weeks: 1 })],
  ];
  return (
    <form
      class="jump"
      aria-label="Workspace clock"
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        if (target) jump(target);
      }}
    >
      <label class="jump-label">
        Jump to <span class="jump-zone">({zone})</span>
        <input
          class="field"
          type="datetime-local"
          value={value}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button button-filled" disabled={busy || !target}>
        {busy ? 'Jumping…' : 'Jump'}
      </button>
      <div class="jump-shortcuts">
        {shortcuts.map(([label, to]) => (
          <button type="button" class="button" key={label} disabled={busy} onClick={() => jump(to)}>
            {label}
          </button>
        ))}
      </div>
      <div class="jump-reset">
        {asking ? (
          <>
            <span class="jump-warning">Everything said so far is lost.</span>
            <button type="button" class="button button-danger" disabled={busy} onClick={reset}>
              Start over
            </button>
          </>
        ) : (
          <button type="button" class="link-button" disabled={busy} onClick={() => setAsking(true)}>
            <Icon name="reset" /> Put the workspace back to its start…
          </button>
        )}
      </div>
      {problem !== undefined && (
        <p class="act-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

function ClockFace({ clock, zone, acts }: { clock: ClockReading; zone: string; acts: PageActs }) {
  const now = useTicking(clock);
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function run(work: () => Promise<string | undefined>): Promise<void> {
    setBusy(true);
    const said = await work();
    setBusy(false);
    setProblem(said);
    if (said === undefined) setOpen(false);
  }

  const text = clockText(now, zone);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="bar-button clock"
        aria-label={`Workspace clock: ${text}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="clock" />
        <span class="clock-text not-narrow" aria-hidden="true">
          {text}
        </span>
        <span class="clock-text only-narrow" aria-hidden="true">
          {shortClockText(now, zone)}
        </span>
      </button>
      {open && (
        <Floating
          anchor={anchor}
          onClose={() => {
            setOpen(false);
            anchor.current?.focus();
          }}
        >
          <JumpPanel
            now={now}
            zone={zone}
            jump={(to) => void run(() => acts.jumpTo(to))}
            reset={() => void run(acts.reset)}
            busy={busy}
            problem={problem}
          />
        </Floating>
      )}
    </>
  );
}

/** The workspace's clock in the person's zone, and the ways to move it. */
export function ClockControl({ state, acts }: ClockControlProps) {
  const { clock, workspace, person } = state;
  if (!clock || !workspace) return null;
  const zone = (person && findMember(workspace, person)?.tz) || 'UTC';
  return <ClockFace clock={clock} zone={zone} acts={acts} />;
}
