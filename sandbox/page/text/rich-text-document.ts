/** Between a rich_text tree and the little document that somebody edits: paragraphs and lists of bold, italic, struck and linked text. */
import { z } from 'zod';

const mark = z.object({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
});
const run = z.object({
  type: z.enum(['text', 'link']),
  text: z.string().optional(),
  url: z.string().optional(),
  style: mark.optional(),
});
const sectionOf = z.object({ type: z.string(), elements: z.array(z.unknown()), style: z.string().optional() });
export const richTextSchema = z.object({ type: z.literal('rich_text'), elements: z.array(sectionOf) });
export type RichText = z.infer<typeof richTextSchema>;
type Run = z.infer<typeof run>;
type Style = z.infer<typeof mark>;

const STYLES: Readonly<Record<string, keyof Style>> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  CODE: 'code',
};
const TAGS = { bold: 'b', italic: 'i', strike: 's', code: 'code' } as const;

function runsIn(node: Node, style: Style): Run[] {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.textContent ?? '';
    return text === '' ? [] : [{ type: 'text', text, ...(Object.keys(style).length > 0 ? { style } : {}) }];
  }
  if (node.nodeName === 'BR') return [{ type: 'text', text: '\n' }];
  const named = STYLES[node.nodeName];
  const inner = named ? { ...style, [named]: true } : style;
  return [...node.childNodes].flatMap((child) => runsIn(child, inner));
}

const section = (elements: Run[]) => ({ type: 'rich_text_section', elements });

/** What stands in the editor; undefined for nothing but white space. */
export function readDocument(root: Node): RichText | undefined {
  if ((root.textContent ?? '').trim() === '') return undefined;
  const parts: RichText['elements'] = [];
  let line: Run[] = [];
  const endLine = (): void => {
    if (line.length > 0) parts.push(section(line));
    line = [];
  };
  const take = (node: Node): void => {
    if (node.nodeName === 'UL' || node.nodeName === 'OL') {
      endLine();
      const items = [...node.childNodes].filter((child) => child.nodeName === 'LI');
      const style = node.nodeName === 'OL' ? 'ordered' : 'bullet';
      parts.push({ type: 'rich_text_list', style, elements: items.map((item) => section(runsIn(item, {}))) });
    } else if (node.nodeName === 'DIV' || node.nodeName === 'P') {
      endLine();
      for (const child of node.childNodes) take(child);
      endLine();
    } else line.push(...runsIn(node, {}));
  };
  for (const child of root.childNodes) take(child);
  endLine();
  return { type: 'rich_text', elements: parts };
}

function drawRun(raw: unknown): Node {
  const read = run.safeParse(raw);
  const { text = '', url = '', style = {} } = read.success ? read.data : {};
  return (['bold', 'italic', 'strike', 'code'] as const)
    .filter((name) => style[name])
    .reduce<Node>(
      (inner, name) => {
        const outer = document.createElement(TAGS[name]);
        outer.append(inner);
        return outer;
      },
      document.createTextNode(text || url),
    );
}

function drawLine(tag: string, elements: readonly unknown[]): HTMLElement {
  const line = document.createElement(tag);
  line.append(...elements.map(drawRun));
  return line;
}

/** Puts a rich_text tree into the editor; what is no rich text is left out. */
export function drawDocument(root: HTMLElement, given: unknown): void {
  const read = richTextSchema.safeParse(given);
  root.replaceChildren(
    ...(read.data?.elements ?? []).map((part) => {
      if (part.type !== 'rich_text_list') return drawLine('div', part.elements);
      const list = document.createElement(part.style === 'ordered' ? 'ol' : 'ul');
      list.append(...part.elements.map((item) => drawLine('li', sectionOf.safeParse(item).data?.elements ?? [])));
      return list;
    }),
  );
}
