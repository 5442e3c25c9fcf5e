import { useState } from 'preact/hooks';
import type { Member, Workspace } from '../api/control-schema.ts';
import { groupMembers } from '../state/member-groups.ts';
import { writeAddress } from '../state/page-address.ts';
import { recentPeople } from '../state/recent-people.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { moveFocus } from './move-focus.ts';

/** A class has 170 people: so many rows of a group are drawn, the search finds the rest. */
const MOST_ROWS = 40;

interface PersonChooserProps {
  readonly workspace: Workspace;
  readonly person: string | undefined;
  readonly onChoose: (id: string) => void;
}

function MemberRow({ member, current, onChoose }: { member: Member; current: boolean; onChoose: () => void }) {
  const address = writeAddress({ as: member.email ?? member.id, in: undefined });
  return (
    <li class="member">
      <button type="button" class="member-row" aria-current={current ? 'true' : undefined} onClick={onChoose}>
        <Avatar id={member.id} name={member.name} size="large" />
        <span class="member-text">
          <span class="member-name">{member.name}</span>
          <span class="member-email">{member.email ?? member.id}</span>
        </span>
      </button>
      <a
        class="member-window"
        href={address}
        target="_blank"
        rel="noreferrer"
        aria-label={`Act as ${member.name} in a new window`}
        title="In a new window"
      >
        <Icon name="window" />
      </a>
    </li>
  );
}

/** Everybody one can act as, searched by name or e-mail. Arrow down leads from the search into the list. */
export function PersonChooser({ workspace, person, onChoose }: PersonChooserProps) {
  const [search, setSearch] = useState('');
  const groups = groupMembers(workspace.users, search, search === '' ? recentPeople() : []);
  const first = groups[0]?.members[0];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the rows inside arrive here
    <div class="chooser" onKeyDown={(event) => moveFocus(event, event.currentTarget, '.member-row', false)}>
      <label class="search">
        <Icon name="search" />
        <span class="sr-only">Search people by name or e-mail</span>
        <input
          class="search-field"
          type="search"
          placeholder="Search by name or e-mail"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first) onChoose(first.id);
          }}
        />
      </label>
      <div class="chooser-list">
        {groups.length === 0 && <p class="chooser-empty">Nobody is called that here.</p>}
        {groups.map(({ title, members }) => (
          <section key={title} aria-label={title}>
            <h3 class="chooser-title">
              {title} <span class="chooser-count">{members.length}</span>
            </h3>
            <ul>
              {members.slice(0, MOST_ROWS).map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  current={member.id === person}
                  onChoose={() => onChoose(member.id)}
                />
              ))}
            </ul>
            {members.length > MOST_ROWS && (
              <p class="chooser-more">and {members.length - MOST_ROWS} more: search to find them</p>
            )}
          </section>
        ))}
      </div>
    </div>
  );
}
