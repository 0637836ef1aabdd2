import { useMemo, type Ref } from 'react';
import { useCombobox } from '../../choosing/use-combobox.ts';
import { useTexts } from '../../lib/i18n.ts';
import { classes } from '../../ui/classes.ts';
import { findByTitle } from './data/finding.ts';
import type { GraphNode } from './data/link-graph.ts';

interface Props {
  ref?: Ref<HTMLInputElement>;
  nodes: readonly GraphNode[];
  label: string;
  text: string;
  onText: (text: string) => void;
  onChoose: (node: GraphNode) => void;
  className?: string;
}

const MOST = 8;

/** A field that finds a note by its title. */
export function NoteFinder({ ref, nodes, label, text, onText, onChoose, className }: Props) {
  const t = useTexts();
  const found = useMemo(() => findByTitle(nodes, text).slice(0, MOST), [nodes, text]);
  const box = useCombobox({
    label,
    text,
    onText,
    count: found.length,
    onChoose: (index) => onChoose(found[index]!),
  });
  return (
    <div className={classes('relative', className)}>
      <input ref={ref} {...box.field} className="field" />
      <div {...box.list} className="floating absolute inset-x-0 top-full mt-1 p-1">
        {box.isShown &&
          found.map((node, index) => (
            <div key={node.id} {...box.option(index)} className="floating-item justify-between">
              <span className="truncate">{node.title || t('untitled')}</span>
              <span className="shrink-0 tabular-nums text-faded">
                {t('link-count', { count: node.degree })}
              </span>
            </div>
          ))}
      </div>
    </div>
  );
}
