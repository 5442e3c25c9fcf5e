/** What Slack makes of the words a member types: mentions, links and entities instead of bare characters. */
import type { Workspace } from '../workspace/workspace.ts';

const special = /<[@#][A-Z0-9]+(?:\|[^<>]*)?>|https?:\/\/[^\s<>]+|[^\s<>@:,;]+@[^\s<>@:,;]+\.[a-z]{2,}|[@#][^\s<>]+/giu;

/** Escapes the three characters that have a meaning in mrkdwn. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Typed text as it goes over the wire: `@handle` or `@Full Name` becomes `<@U...>`, `#channel` `<#C...|name>`, an address
 * `<https://...>`, an e-mail `<mailto:...|...>`, and the rest is escaped. A mention that is one already stays.
 */
export function encodeTypedText(text: string, workspace: Workspace): string {
  let encoded = '';
  let at = 0;
  special.lastIndex = 0;
  for (let match = special.exec(text); match !== null; match = special.exec(text)) {
    const { taken, wire } = encodeSpecial(text.slice(match.index), match[0], workspace);
    encoded += escapeEntities(text.slice(at, match.index)) + wire;
    at = match.index + taken;
    special.lastIndex = at;
  }
  return encoded + escapeEntities(text.slice(at));
}

interface Encoded {
  /** How many characters of the rest it stands for. */
  taken: number;
  wire: string;
}

function encodeSpecial(rest: string, word: string, workspace: Workspace): Encoded {
  if (word.startsWith('<')) return { taken: word.length, wire: word };
  if (/^https?:/i.test(word)) {
    const link = word.replace(/[.,;:!?)]+$/, '');
    return { taken: link.length, wire: `<${escapeEntities(link)}>` };
  }
  if (word.startsWith('@')) return encodeMention(rest, workspace) ?? { taken: 1, wire: '@' };
  if (word.startsWith('#')) return encodeChannel(word, workspace) ?? { taken: 1, wire: '#' };
  const plain = escapeEntities(word);
  return { taken: word.length, wire: `<mailto:${plain}|${plain}>` };
}

/** The longest name wins, so that "@Ann Lee" is not read as "@Ann". */
function encodeMention(rest: string, workspace: Workspace): Encoded | undefined {
  const typed = rest.slice(1).toLowerCase();
  let best: Encoded | undefined;
  for (const user of workspace.users.all()) {
    for (const name of [user.handle, user.name]) {
      const fits = typed.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(typed.slice(name.length));
      if (fits && name.length + 1 > (best?.taken ?? 0)) best = { taken: name.length + 1, wire: `<@${user.id}>` };
    }
  }
  return best;
}

function encodeChannel(word: string, workspace: Workspace): Encoded | undefined {
  const name = /^#[\p{L}\p{N}_-]+/u.exec(word)?.[0];
  const channel = name === undefined ? undefined : workspace.channels.byName(name);
  if (name === undefined || channel === undefined) return undefined;
  return { taken: name.length, wire: `<#${channel.id}|${channel.isPrivate ? '' : channel.name}>` };
}
