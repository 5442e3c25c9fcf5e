/** What the composer proposes while somebody types: slash commands at the start, people after an @. */
import type { Member, Shortcut, SlashCommand, Workspace } from '../api/control-schema.ts';
import { matchesMember } from './member-groups.ts';

export interface Proposal {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly detail: string;
  /** The whole text of the composer once this is chosen. */
  readonly completed: string;
  /** Choosing it does something at once: the callback id of a global shortcut. */
  readonly shortcut?: string;
}

const MOST = 8;

function commandProposals(text: string, commands: readonly SlashCommand[]): Proposal[] {
  return commands
    .filter(({ command }) => command.startsWith(text.toLowerCase()) && command !== text)
    .map(({ command, description, usage_hint }) => ({
      key: command,
      label: command,
      hint: usage_hint ?? '',
      detail: description ?? '',
      completed: `${command} `,
    }));
}

// Slack offers shortcuts by name where one types a command.
function shortcutProposals(text: string, shortcuts: readonly Shortcut[]): Proposal[] {
  const search = text.slice(1).toLowerCase();
  return shortcuts
    .filter(({ type, name }) => type === 'global' && name.toLowerCase().includes(search))
    .map(({ name, callback_id, description }) => ({
      key: callback_id,
      label: name,
      hint: 'Shortcut',
      detail: description ?? '',
      completed: '',
      shortcut: callback_id,
    }));
}

function memberProposals(text: string, members: readonly Member[]): Proposal[] {
  const typed = /(?:^|\s)@([\p{L}'-]+(?: [\p{L}'-]*)?)$/u.exec(text);
  if (!typed) return [];
  const search = typed[1] ?? '';
  const head = text.slice(0, text.length - search.length);
  return members
    .filter((member) => !member.deleted && member.name !== search && matchesMember(member, search))
    .slice(0, MOST)
    .map((member) => ({
      key: member.id,
      label: member.name,
      hint: member.email ?? '',
      detail: '',
      completed: `${head}${member.name} `,
    }));
}

/** Up to eight proposals for what stands in the composer. */
export function proposals(
  text: string,
  { commands, shortcuts, users }: Pick<Workspace, 'commands' | 'shortcuts' | 'users'>,
): readonly Proposal[] {
  if (!/^\/\S*$/.test(text)) return memberProposals(text, users);
  // Enter sends a command that is complete, and must not take a shortcut that is called alike.
  if (commands.some(({ command }) => command === text)) return [];
  return [...commandProposals(text, commands), ...shortcutProposals(text, shortcuts)].slice(0, MOST);
}

/** The usage hint of the command being typed, once its name is complete and nothing follows it yet. */
export function usageHint(text: string, commands: readonly SlashCommand[]): string | undefined {
  const known = commands.find(({ command }) => text === command || text === `${command} `);
  return known?.usage_hint || undefined;
}
