/** What a text becomes before it is drawn; mrkdwn, markdown and rich_text all end in these nodes. */

export type InlineNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'underline'; readonly children: readonly InlineNode[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly InlineNode[] }
  | { readonly kind: 'user'; readonly id: string; readonly label?: string }
  | { readonly kind: 'channel'; readonly id: string; readonly label?: string }
  | { readonly kind: 'group'; readonly label: string }
  | {
      readonly kind: 'date';
      readonly unix: number;
      readonly format: string;
      readonly link?: string;
      readonly fallback: string;
    }
  | { readonly kind: 'emoji'; readonly name: string; readonly skinTone?: number }
  | { readonly kind: 'break' };

export type BlockNode =
  | { readonly kind: 'paragraph'; readonly children: readonly InlineNode[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly InlineNode[] }
  | { readonly kind: 'quote'; readonly children: readonly BlockNode[] }
  | { readonly kind: 'pre'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly first: number; readonly items: readonly ListItem[] }
  | { readonly kind: 'rule' };

export interface ListItem {
  readonly children: readonly InlineNode[];
  readonly nested: readonly BlockNode[];
}
