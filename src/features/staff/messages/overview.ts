// What staff read where they name no page, and where an act was taken back.
import type { HelpLine } from '../../../feature.ts';
import { escaped, type Message, section } from '../../../slack/blocks.ts';
import { composed, quoted, sentence } from '../../../slack/message.ts';

export interface StaffOverview {
  /** A word that names no page, and the page that looks most like it. */
  misread: { word: string; near: string | undefined } | null;
  pages: readonly HelpLine[];
}

/** What staff can do, page by page. */
export function staffOverview({ misread, pages }: StaffOverview): Message {
  const near = misread?.near === undefined ? '' : ` Did you mean \`/career staff ${misread.near}\`?`;
  const intro = misread ? `I don't know ${quoted(misread.word)} among the staff pages.${near} There is:` : 'For staff:';
  return composed(
    [intro, ...pages.map(({ usage, text }) => `/career ${usage}: ${text}`)],
    [
      section(
        [escaped(intro), ...pages.map(({ usage, text }) => `\`/career ${escaped(usage)}\` ${escaped(text)}`)].join(
          '\n',
        ),
      ),
    ],
  );
}

/** What became of an act that was taken back. */
export function actUndone({ text }: { text: string }): Message {
  return sentence(text);
}
