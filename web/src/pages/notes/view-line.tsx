import { useMemo } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { classes } from '../../ui/classes.ts';
import type { LinkGraph } from '../graph/data/link-graph.ts';
import { SHOWN, type Shown } from './use-notes-view.ts';

interface Props {
  graph: LinkGraph;
  show: Shown;
  onShow: (show: Shown) => void;
}

/** Which notes the index is of, with how many there are; of the missing ones nobody knows before they are read. */
export function ViewLine({ graph, show, onShow }: Props) {
  const t = useTexts();
  const counts = useMemo(
    () => ({
      all: graph.nodes.length,
      labels: graph.nodes.filter(({ label }) => label).length,
      orphans: graph.nodes.filter(({ id }) => graph.neighbours(id).length === 0).length,
      missing: undefined,
    }),
    [graph],
  );
  return (
    <div role="group" aria-label={t('notes-show')} className="flex flex-wrap">
      {SHOWN.filter((one) => counts[one] !== 0 || one === show).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === show}
          onClick={() => onShow(one)}
          className={classes('index-view', one === show ? 'text-ink' : 'text-faded')}
        >
          {t(`notes-show-${one}`)}{' '}
          {counts[one] !== undefined && (
            <span className="text-faded tabular-nums">{counts[one].toLocaleString()}</span>
          )}
        </button>
      ))}
    </div>
  );
}
