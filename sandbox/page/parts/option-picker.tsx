/** A menu with a search field, for one choice or several; the pattern is the ARIA combobox with a list box. */
import { useId, useRef, useState } from 'preact/hooks';
import type { DirectoryEntry } from '../state/directory.ts';
import { PlainText } from '../text/block-text.tsx';
import { Chips } from './chips.tsx';
import { Floating } from './floating.tsx';
import { Icon } from './icon.tsx';
import { listMove } from './list-move.ts';

export interface PickerGroup {
  readonly title: string;
  readonly options: readonly DirectoryEntry[];
}

interface OptionPickerProps {
  readonly groups: readonly PickerGroup[];
  readonly chosen: readonly string[];
  readonly many: boolean;
  readonly most?: number | undefined;
  readonly placeholder: string;
  readonly labelId?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly busy: boolean;
  /** For menus whose options come from elsewhere: told what is typed; the groups are then shown as they are. */
  readonly onSearch?: (text: string) => void;
  /** Options that were offered before, so that a choice keeps its name. */
  readonly known?: readonly DirectoryEntry[];
  readonly onChoose: (values: readonly string[]) => void;
}

/** More rows than this help nobody: one types instead. */
const MOST_ROWS = 100;

function matching(groups: readonly PickerGroup[], search: string): PickerGroup[] {
  const wanted = search.trim().toLowerCase();
  return groups
    .map(({ title, options }) => ({
      title,
      options: options.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, MOST_ROWS),
    }))
    .filter(({ options }) => options.length > 0);
}

interface OptionListProps {
  readonly id: string;
  readonly groups: readonly PickerGroup[];
  readonly chosen: readonly string[];
  readonly active: DirectoryEntry | undefined;
  readonly many: boolean;
  readonly onPick: (option: DirectoryEntry) => void;
}

function OptionList({ id, groups, chosen, active, many, onPick }: OptionListProps) {
  return (
    <div class="listbox" id={id} role="listbox" aria-multiselectable={many} tabIndex={-1}>
      {groups.length === 0 && <div class="listbox-empty">Nothing matches</div>}
      {groups.map(({ title, options }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box has no HTML element of its own
        <div role="group" aria-label={title || undefined} key={title}>
          {title !== '' && (
            <div class="listbox-title" aria-hidden="true">
              {title}
            </div>
          )}
          {options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the search field that owns this list
            <div
              key={option.value}
              id={`${id}-${option.value}`}
              role="option"
              tabIndex={-1}
              class={option === active ? 'listbox-option listbox-option-active' : 'listbox-option'}
              aria-selected={chosen.includes(option.value)}
              ref={option === active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : null}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(option)}
            >
              <span class="listbox-label">
                <PlainText text={option.label} />
              </span>
              {option.detail && <span class="listbox-detail">{option.detail}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

export function OptionPicker(props: OptionPickerProps) {
  const { groups, chosen, many, most, placeholder, labelId, describedBy, autoFocus, busy, onSearch, known, onChoose } =
    props;
  const id = useId();
  const anchor = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const found = onSearch ? groups : matching(groups, search);
  const rows = found.flatMap(({ options }) => options);
  const active = open ? rows[at] : undefined;
  const entries = new Map(
    [...(known ?? []), ...groups.flatMap(({ options }) => options)].map((each) => [each.value, each]),
  );
  const picked = chosen.map((value) => entries.get(value) ?? { value, label: value });
  const text = many ? '' : (picked[0]?.label ?? '');

  function show(shown: boolean): void {
    setOpen(shown);
    setSearch('');
    // What is chosen is where the list begins.
    setAt(
      Math.max(
        0,
        groups.flatMap(({ options }) => options).findIndex(({ value }) => value === chosen[0]),
      ),
    );
    if (shown) onSearch?.('');
  }
  function pick(option: DirectoryEntry): void {
    if (!many) {
      show(false);
      onChoose([option.value]);
      return;
    }
    const on = chosen.includes(option.value);
    if (!on && most !== undefined && chosen.length >= most) return;
    onChoose(on ? chosen.filter((value) => value !== option.value) : [...chosen, option.value]);
  }
  const drop = (dropped: string): void => onChoose(chosen.filter((value) => value !== dropped));
  function onKeyDown(event: KeyboardEvent): void {
    const moved = listMove(event.key, at, rows.length);
    if (moved !== undefined) {
      event.preventDefault();
      if (open) setAt(moved);
      else show(true);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      if (active) pick(active);
    } else if (event.key === 'Backspace' && many && search === '' && chosen.length > 0) {
      onChoose(chosen.slice(0, -1));
    } else if (event.key === 'Tab') show(false);
  }

  return (
    <span class="picker" aria-busy={busy}>
      {many && <Chips chosen={picked} onDrop={drop} />}
      <span class="picker-line">
        <input
          ref={anchor}
          class="field picker-field"
          role="combobox"
          autocomplete="off"
          aria-expanded={open}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.value}` : undefined}
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          data-focus-on-load={autoFocus}
          aria-label={labelId ? undefined : placeholder}
          title={text || undefined}
          placeholder={text || placeholder}
          data-chosen={text !== ''}
          value={open ? search : text}
          onClick={() => show(!open || search !== '')}
          onInput={(event) => {
            setOpen(true);
            setAt(0);
            setSearch(event.currentTarget.value);
            onSearch?.(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
        <span class="picker-chevron">
          <Icon name="chevron" />
        </span>
      </span>
      {open && (
        <Floating anchor={anchor} wide onClose={() => show(false)}>
          <OptionList id={id} groups={found} chosen={chosen} active={active} many={many} onPick={pick} />
        </Floating>
      )}
    </span>
  );
}
