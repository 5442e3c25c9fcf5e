import { useRef, useState } from 'preact/hooks';
import type { Option, SelectElement } from '../api/block-schema.ts';
import { OptionPicker, type PickerGroup } from '../parts/option-picker.tsx';
import { type Directory, type DirectoryEntry, useDirectory } from '../state/directory.ts';
import { useBlock, useSurface } from './surface.ts';
import { useAct } from './use-act.tsx';

const entry = ({ text, value, description }: Option) => ({
  value: value ?? '',
  label: text.text,
  detail: description?.text,
});

function initialValues(element: SelectElement): string[] {
  const single = [
    element.initial_user,
    element.initial_channel,
    element.initial_conversation,
    element.initial_option?.value,
  ];
  const many = [element.initial_users, element.initial_channels, element.initial_conversations];
  return [
    ...single.filter((value) => value !== undefined),
    ...many.flatMap((list) => list ?? []),
    ...(element.initial_options ?? []).map(({ value }) => value ?? ''),
  ];
}

const grouped = (groups: SelectElement['option_groups'], options: SelectElement['options']): PickerGroup[] =>
  groups
    ? groups.map((group) => ({ title: group.label.text, options: group.options.map(entry) }))
    : [{ title: '', options: (options ?? []).map(entry) }];

/** Channels, group conversations and people, as far as the menu's filter lets them in. */
function conversations({ filter }: SelectElement, directory: Directory): DirectoryEntry[] {
  const wanted = (kind: string): boolean => filter?.include === undefined || filter.include.includes(kind);
  return [
    ...directory.channels.filter(({ secluded }) => wanted(secluded ? 'private' : 'public')),
    ...(wanted('mpim') ? directory.groups : []),
    ...(wanted('im') ? directory.people.filter(({ bot }) => !(bot && filter?.exclude_bot_users)) : []),
  ];
}

/** The options of a menu: those it brings, or the people and channels of the workspace. */
function useGroups(element: SelectElement): PickerGroup[] {
  const directory = useDirectory();
  if (element.type.endsWith('users_select')) return [{ title: '', options: directory.people }];
  if (element.type.endsWith('channels_select')) return [{ title: '', options: directory.channels }];
  if (element.type.endsWith('conversations_select')) return [{ title: '', options: conversations(element, directory) }];
  return grouped(element.option_groups, element.options);
}

/** Slack asks the app from the third character on, unless the menu says otherwise. */
const MIN_QUERY = 3;

/** The options of an external menu: what the app answered to the latest query, and all it answered before. */
function useSuggestions(element: SelectElement) {
  const surface = useSurface();
  const { blockId } = useBlock();
  const latest = useRef('');
  const [groups, setGroups] = useState<readonly PickerGroup[]>([]);
  const [known, setKnown] = useState<readonly DirectoryEntry[]>(() =>
    [...(element.initial_options ?? []), ...(element.initial_option ? [element.initial_option] : [])].map(entry),
  );

  async function ask(query: string): Promise<void> {
    latest.current = query;
    if (query.length < (element.min_query_length ?? MIN_QUERY)) {
      setGroups([]);
      return;
    }
    const answer = await surface.suggest(
      { action_id: element.action_id, ...(blockId === undefined ? {} : { block_id: blockId }) },
      query,
    );
    // An answer to an earlier query may come after that to a later one.
    if (latest.current !== query || !answer.ok) return;
    const offered = grouped(answer.value.option_groups ?? undefined, answer.value.options ?? undefined);
    setGroups(offered.filter(({ options }) => options.length > 0));
    setKnown((before) => [...before, ...offered.flatMap(({ options }) => options)]);
  }
  return { groups, known, ask: (query: string) => void ask(query) };
}

/** Every kind of select menu, for one choice or several. */
export function SelectMenu({ element }: { element: SelectElement }) {
  const many = element.type.startsWith('multi_');
  const external = element.type.endsWith('external_select');
  const groups = useGroups(element);
  const suggestions = useSuggestions(element);
  const [chosen, setChosen] = useState<readonly string[]>(() => initialValues(element));
  const { busy, perform, aside } = useAct(element);
  const { labelId, describedBy } = useBlock();

  function choose(values: readonly string[]): void {
    setChosen(values);
    perform({ selected: many ? values : (values[0] ?? '') }, { denied: () => setChosen(chosen) });
  }

  return (
    <>
      <OptionPicker
        groups={external ? suggestions.groups : groups}
        chosen={chosen}
        many={many}
        most={element.max_selected_items}
        placeholder={element.placeholder?.text ?? (many ? 'Select options' : 'Select an item')}
        labelId={labelId}
        describedBy={describedBy}
        autoFocus={element.focus_on_load}
        busy={busy}
        onChoose={choose}
        {...(external ? { onSearch: suggestions.ask, known: suggestions.known } : {})}
      />
      {aside}
    </>
  );
}
