import { Maximize, Minus, Plus, Shuffle } from 'lucide-react';
import { useTexts } from '../../lib/i18n.ts';
import { useTags } from '../../lib/tags.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { AgeFilter, DaysFilter } from './age-filter.tsx';
import type { GraphFilter } from './data/graph-filter.ts';
import type { LinkGraph } from './data/link-graph.ts';
import type { StageHandle } from './graph-stage.tsx';

const MOST_LABELS = 200;

interface Props {
  graph: LinkGraph;
  filter: GraphFilter;
  onFilter: (filter: GraphFilter) => void;
  stage: React.RefObject<StageHandle | null>;
  /** Undefined where nothing is drawn. */
  onArrange: (() => void) | undefined;
}

/** What is seen of the graph, and from how near. */
export function GraphFilters({ graph, filter, onFilter, stage, onArrange }: Props) {
  const t = useTexts();
  const { data: tags = [] } = useTags();
  const labels = graph.nodes
    .filter(({ id, label }) => label && graph.neighbours(id).length > 0)
    .toSorted((a, b) => b.degree - a.degree)
    .slice(0, MOST_LABELS);
  const orphans = graph.nodes.filter(({ id }) => graph.neighbours(id).length === 0).length;
  return (
    <div className="mt-2 -ml-3 flex flex-wrap items-center gap-x-1">
      {tags.length > 0 && (
        <Select
          label={t('graph-tag')}
          value={filter.tag}
          onChoose={(tag) => onFilter({ ...filter, tag })}
          options={[
            { value: '', text: t('graph-any-tag') },
            ...tags.map(({ name }) => ({ value: name, text: `#${name}` })),
          ]}
        />
      )}
      {labels.length > 0 && (
        <Select
          label={t('graph-label')}
          value={String(filter.label)}
          onChoose={(label) => onFilter({ ...filter, label: Number(label) })}
          options={[
            { value: '0', text: t('graph-any-label') },
            ...labels.map(({ id, title }) => ({ value: String(id), text: title })),
          ]}
        />
      )}
      <AgeFilter filter={filter} onFilter={onFilter} />
      {orphans > 0 && (
        <button
          type="button"
          aria-pressed={filter.withOrphans}
          onClick={() => onFilter({ ...filter, withOrphans: !filter.withOrphans })}
          className="control control-quiet"
        >
          {t('graph-orphans', { count: orphans })}
        </button>
      )}
      {onArrange && (
        <span className="ml-auto -mr-1.5 flex">
          <span className="flex touch:hidden">
            <IconButton icon={Plus} label={t('graph-nearer')} onClick={() => stage.current?.zoom(1 / 1.5)} />
            <IconButton icon={Minus} label={t('graph-farther')} onClick={() => stage.current?.zoom(1.5)} />
          </span>
          <IconButton icon={Maximize} label={t('graph-fit')} onClick={() => stage.current?.fit()} />
          <IconButton icon={Shuffle} label={t('graph-anew')} onClick={onArrange} />
        </span>
      )}
      {filter.age === 'days' && <DaysFilter filter={filter} onFilter={onFilter} />}
    </div>
  );
}
