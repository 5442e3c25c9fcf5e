/** What the page's state means to the texts and menus in it: who reads them, and whom and what they can name. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Workspace } from '../api/control-schema.ts';
import type { Reader } from '../text/reader.ts';
import type { Directory } from './directory.ts';
import { type ClockReading, channelTitle, findMember, workspaceNow } from './page-state.ts';

// Messages speak of days and minutes, so that drawing them anew twice a minute is enough.
const READER_TICK_MS = 30_000;

/** The person as a reader; undefined while nobody is chosen. */
export function useReaderOf(
  workspace: Workspace | undefined,
  person: string | undefined,
  clock: ClockReading | undefined,
): Reader | undefined {
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setBeat((count) => count + 1), READER_TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const now = clock && workspaceNow(clock, performance.now());
  const minute = now && Math.floor(now.epochMilliseconds / READER_TICK_MS);
  // `now` changes all the time; `minute` and `beat` say when that matters to a reader.
  return useMemo(() => {
    if (!workspace || !person || !now) return undefined;
    const names = new Map(workspace.users.map(({ id, name }) => [id, name]));
    const rooms = new Map(workspace.channels.map(({ id, name }) => [id, name ?? id]));
    return {
      now,
      person,
      zone: findMember(workspace, person)?.tz ?? 'UTC',
      memberName: (id: string) => names.get(id),
      channelName: (id: string) => rooms.get(id),
    };
  }, [workspace, person, minute, beat]);
}

/** What menus offer to the person. */
export function useDirectoryOf(workspace: Workspace | undefined, person: string | undefined): Directory {
  return useMemo(
    () => ({
      people: (workspace?.users ?? [])
        .filter(({ deleted }) => !deleted)
        .map(({ id, name, email, is_bot }) => ({ value: id, label: name, detail: email ?? undefined, bot: is_bot })),
      channels: (workspace?.channels ?? [])
        .filter(
          ({ kind, is_private, members }) => kind === 'channel' && (!is_private || members.includes(person ?? '')),
        )
        .map(({ id, name, is_private }) => ({ value: id, label: `#${name ?? id}`, secluded: is_private })),
      groups: (workspace?.channels ?? [])
        .filter(({ kind, members }) => kind === 'mpim' && members.includes(person ?? ''))
        .map((channel) => ({
          value: channel.id,
          label: workspace ? channelTitle(workspace, channel, person ?? '') : '',
        })),
    }),
    [workspace, person],
  );
}
