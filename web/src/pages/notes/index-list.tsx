import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { useKeptScroll } from '../../notes/use-kept-scroll.ts';
import { classes } from '../../ui/classes.ts';
import type { GraphNode } from '../graph/data/link-graph.ts';
import { blocksOf, type Block, type Sort } from './book-index.ts';
import { IndexEntry } from './index-entry.tsx';
import { useIndexKeys } from './use-index-keys.ts';

const ROW = 32;
const LETTER_GAP = 24;
/** The columns begin again below it. */
const BLOCK_GAP = 16;

interface Props {
  /** In order. */
  nodes: readonly GraphNode[];
  sort: Sort;
  columns: number;
}

/** The index in columns, letters in its margin; only what is near the window is in the page. */
export function IndexList({ nodes, sort, columns }: Props) {
  const t = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => blocksOf(nodes, sort), [nodes, sort]);
  const kept = useKeptScroll(`index/${sort}/${columns}`);
  const virtualizer = useWindowVirtualizer({
    count: blocks.length,
    estimateSize: (index) => heightOf(blocks[index]!, columns),
    overscan: 1,
    scrollMargin: kept.marginOf(list.current),
    getItemKey: (index) => `${blocks[index]!.letter}/${blocks[index]!.entries[0]!.id}`,
    initialMeasurementsCache: kept.measurements,
    initialOffset: kept.offset,
  });
  kept.follow(virtualizer, list);
  useIndexKeys(nodes, blocks, virtualizer);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.start ?? 0;
  return (
    <div
      ref={list}
      role="group"
      aria-label={t('notes')}
      className="[overflow-anchor:none]"
      style={{ height: virtualizer.getTotalSize() }}
    >
      <div style={{ transform: `translateY(${first - virtualizer.options.scrollMargin}px)` }}>
        {items.map(({ index, key }) => {
          const block = blocks[index]!;
          return (
            <div key={key} data-index={index} ref={virtualizer.measureElement}>
              <BlockRow block={block} isFirst={index === 0} withCount={sort === 'linked'} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const heightOf = ({ entries, isFirst }: Block, columns: number): number =>
  Math.ceil(entries.length / columns) * ROW + (isFirst ? LETTER_GAP : BLOCK_GAP);

function BlockRow({ block, isFirst, withCount }: { block: Block; isFirst: boolean; withCount: boolean }) {
  const { letter, entries } = block;
  return (
    <div className={classes('page-row', !isFirst && (block.isFirst ? 'pt-6' : 'pt-4'))}>
      {block.isFirst && letter && <h2 className="page-left index-letter">{letter}</h2>}
      <ul className={classes('page-column', entries.length > 1 && 'index-columns')}>
        {entries.map((node) => (
          <IndexEntry key={node.id} node={node} withCount={withCount} />
        ))}
      </ul>
    </div>
  );
}
