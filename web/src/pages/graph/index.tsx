import { lazy, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { useUser } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { notePath } from '../../notes/note-text.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { NO_FILTER } from './data/graph-filter.ts';
import { findByTitle } from './data/finding.ts';
import { part, within, type LinkGraph } from './data/link-graph.ts';
import { useGraph } from './data/use-graph.ts';
import { hasWebGL } from './drawing/has-webgl.ts';
import { EmptyGraph } from './empty-graph.tsx';
import { GraphFilters } from './graph-filters.tsx';
import { GraphList } from './graph-list.tsx';
import type { StageHandle } from './graph-stage.tsx';
import './graph.css';
import { keptPositions } from './layout/kept-positions.ts';
import { usePositions } from './layout/use-positions.ts';
import { NoteCard } from './note-card.tsx';
import { NoteFinder } from './note-finder.tsx';
import { useGraphTexts } from './texts.ts';
import { useShown } from './use-shown.ts';

const GraphStage = lazy(async () => ({ default: (await import('./graph-stage.tsx')).GraphStage }));

/** Notes as dots, links as lines; `?note=<id>&depth=1..3` shows the surroundings of one note only. */
export default function GraphPage() {
  const t = useTexts();
  const { graph, error, refetch } = useGraph();
  const [params] = useSearchParams();
  const centre = Number(params.get('note')) || null;
  const depth = Math.min(Math.max(Number(params.get('depth')) || 1, 1), 3);
  const seen = useMemo(
    () => (graph && centre !== null ? part(graph, within(graph, centre, depth)) : graph),
    [graph, centre, depth],
  );
  return (
    <>
      <div className="graph-over">
        <PageTitle title={t('graph')}>
          {seen && seen.links.length > 0 && (
            <p className="text-margin text-faded">
              {t('note-count', { count: seen.nodes.length })}, {t('link-count', { count: seen.links.length })}
            </p>
          )}
        </PageTitle>
      </div>
      {seen && (seen.links.length > 0 || centre !== null) ? (
        <LinkedNotes key={centre} graph={seen} centre={centre} depth={depth} />
      ) : (
        <PageRow>
          {graph ? (
            <EmptyGraph />
          ) : error ? (
            <Problem error={error} onRetry={() => void refetch()} />
          ) : (
            <Spinner />
          )}
        </PageRow>
      )}
    </>
  );
}

const NOTHING: readonly number[] = [];
const MOST_FOUND = 300;

function LinkedNotes({ graph, centre, depth }: { graph: LinkGraph; centre: number | null; depth: number }) {
  const t = useTexts();
  const g = useGraphTexts();
  const [, navigate] = useLocation();
  const { name } = useUser();
  const [canDraw] = useState(hasWebGL);
  const [focus, setFocus] = useState(centre);
  const [wanted, setWanted] = useState<{ id: number } | null>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  const [turn, setTurn] = useState(0);
  const [text, setText] = useState('');
  const finder = useRef<HTMLInputElement>(null);
  const stage = useRef<StageHandle>(null);
  const placed = usePositions(canDraw ? graph : undefined, centre === null ? name : null, turn);
  const only = useShown(graph, filter);
  const words = useDeferredValue(text);
  const found = useMemo(
    () =>
      words === ''
        ? NOTHING
        : findByTitle(graph.nodes, words)
            .slice(0, MOST_FOUND)
            .map(({ id }) => id),
    [graph, words],
  );
  useShortcut({ keys: '/', label: 'graph-find', group: 'graph', run: () => finder.current?.focus() });
  const arrangeAnew = async () => {
    await keptPositions.forget(name);
    setTurn((count) => count + 1);
  };
  const open = (id: number) => navigate(notePath(id));
  const choose = (id: number) => {
    setText('');
    setFilter(NO_FILTER);
    setFocus(id);
    setWanted({ id });
    stage.current?.element?.focus();
  };
  return (
    <>
      {placed && (
        <Suspense>
          <GraphStage
            ref={stage}
            placed={placed}
            only={only}
            focus={focus}
            wanted={wanted}
            found={found}
            onFocus={setFocus}
            onOpen={open}
          />
        </Suspense>
      )}
      <div className="graph-over">
        <PageRow
          right={
            <div className="relative">
              {focus !== null && <NoteCard graph={graph} id={focus} onFocus={setFocus} />}
            </div>
          }
        >
          <NoteFinder
            ref={finder}
            nodes={graph.nodes}
            label={t('graph-find')}
            text={text}
            onText={setText}
            onChoose={({ id }) => choose(id)}
          />
          {centre === null ? (
            <GraphFilters
              graph={graph}
              filter={filter}
              onFilter={setFilter}
              stage={stage}
              onArrange={canDraw ? () => void arrangeAnew() : undefined}
            />
          ) : (
            <div className="mt-2 -ml-3 flex flex-wrap items-center gap-x-1">
              <Select
                label={t('graph-depth')}
                value={String(depth)}
                onChoose={(chosen) => navigate(`/graph?note=${centre}&depth=${chosen}`)}
                options={['1', '2', '3'].map((value) => ({
                  value,
                  text: t('graph-links-away', { count: Number(value) }),
                }))}
              />
              <Link href="/graph" className="control control-quiet">
                {t('graph-whole')}
              </Link>
            </div>
          )}
          <p role="status" className="mt-1 text-margin text-faded">
            {canDraw && (!placed || placed.isSettling)
              ? t('graph-settling', { count: graph.nodes.length })
              : only && g('shown', { shown: only.size, count: graph.nodes.length })}
            <span className="sr-only">{focus !== null && spoken(graph, focus, t)}</span>
          </p>
          <p id="graph-keys" className="sr-only">
            {t('graph-keys')}
          </p>
          {!canDraw && <GraphList graph={graph} only={only} onFocus={setFocus} />}
        </PageRow>
      </div>
    </>
  );
}

function spoken(graph: LinkGraph, id: number, t: ReturnType<typeof useTexts>): string {
  const note = graph.byId.get(id);
  return note ? `${note.title || t('untitled')}, ${t('link-count', { count: note.degree })}` : '';
}
