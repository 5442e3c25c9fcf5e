import type { BlockOf } from '../api/block-schema.ts';
import { BlockText, PlainText } from '../text/block-text.tsx';
import { richTextNodes } from '../text/rich-text-nodes.ts';

type Cell = BlockOf<'table'>['rows'][number][number];

function CellText({ cell }: { cell: Cell }) {
  return cell.type === 'raw_text' ? <PlainText text={cell.text} /> : <BlockText nodes={richTextNodes(cell.elements)} />;
}

/** A table; Slack draws its first row as the head. */
export function TableBlock({ block }: { block: BlockOf<'table'> }) {
  const [head, ...rows] = block.rows;
  const styleOf = (column: number): string => {
    const settings = block.column_settings?.[column];
    const wrap = settings?.is_wrapped === true ? ' cell-wrapped' : '';
    return `cell-${settings?.align ?? 'left'}${wrap}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must do so from the keyboard too
    <section class="block table-frame" tabIndex={0} aria-label="Table">
      <table class="table">
        <thead>
          <tr>
            {head?.map((cell, column) => (
              <th key={column} class={styleOf(column)} scope="col">
                <CellText cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={styleOf(column)}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
