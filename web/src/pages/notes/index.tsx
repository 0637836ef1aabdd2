import { useDeferredValue, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { locale, useTexts } from '../../lib/i18n.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { notePath } from '../../notes/note-text.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { findByTitle } from '../graph/data/finding.ts';
import type { LinkGraph } from '../graph/data/link-graph.ts';
import { useGraph } from '../graph/data/use-graph.ts';
import { sorted } from './book-index.ts';
import { EmptyIndex } from './empty-index.tsx';
import { IndexList } from './index-list.tsx';
import { MissingNotes } from './missing-notes.tsx';
import { NewNote } from './new-note.tsx';
import './notes.css';
import { SORTS, useNotesView } from './use-notes-view.ts';
import { ViewLine } from './view-line.tsx';

/** All notes by their titles, like the index of a book. */
export default function NotesPage() {
  const t = useTexts();
  const { graph, error, refetch } = useGraph();
  const [isMaking, setMaking] = useState(false);
  const [{ text }] = useNotesView();
  useShortcut({ keys: 'n', label: 'notes-new', group: 'keys-notes', run: () => setMaking(true) });
  return (
    <>
      <PageTitle title={t('notes')}>
        <Button onClick={() => setMaking(true)}>{t('notes-new')}</Button>
      </PageTitle>
      {graph && graph.nodes.length > 0 ? (
        <Index graph={graph} />
      ) : (
        <PageRow>
          {graph ? (
            <EmptyIndex />
          ) : error ? (
            <Problem error={error} onRetry={() => void refetch()} />
          ) : (
            <Skeleton lines={9} />
          )}
        </PageRow>
      )}
      {isMaking && <NewNote nodes={graph?.nodes ?? []} title={text} onClose={() => setMaking(false)} />}
    </>
  );
}

function Index({ graph }: { graph: LinkGraph }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [{ text, show, sort }, change] = useNotesView();
  const field = useRef<HTMLInputElement>(null);
  const columns = useColumns();
  const wanted = useDeferredValue(text);
  const ordered = useMemo(() => sorted(graph.nodes, sort, locale()), [graph, sort]);
  const nodes = useMemo(() => {
    const fitting =
      show === 'labels'
        ? ordered.filter(({ label }) => label)
        : show === 'orphans'
          ? ordered.filter(({ id }) => graph.neighbours(id).length === 0)
          : ordered;
    if (wanted.trim() === '') return fitting;
    const found = new Set(findByTitle(fitting, wanted));
    return fitting.filter((node) => found.has(node));
  }, [ordered, graph, show, wanted]);
  useShortcut({ keys: '/', label: 'notes-filter', group: 'keys-notes', run: () => field.current?.focus() });
  const openFirst = () => {
    const [first] = findByTitle(nodes, text);
    if (first) navigate(notePath(first.id));
  };
  return (
    <>
      <PageRow>
        <input
          ref={field}
          type="search"
          aria-label={t('notes-filter')}
          placeholder={t('notes-filter')}
          value={text}
          className="field"
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') openFirst();
            else if (event.key === 'ArrowDown') {
              event.preventDefault();
              document.querySelector<HTMLElement>('[data-entry]')?.focus();
            }
          }}
        />
        <div className="mt-2 mb-6 -mr-1 -ml-3 flex flex-wrap items-center justify-between">
          <ViewLine graph={graph} show={show} onShow={(next) => change({ show: next })} />
          {show !== 'missing' && (
            <Select
              label={t('notes-sort')}
              value={sort}
              onChoose={(next) => change({ sort: next })}
              options={SORTS.map((value) => ({ value, text: t(`notes-sort-${value}`) }))}
            />
          )}
        </div>
        <p role="status" className="sr-only">
          {wanted !== '' && show !== 'missing' && t('note-count', { count: nodes.length })}
        </p>
      </PageRow>
      {show === 'missing' ? (
        <MissingNotes text={wanted} />
      ) : nodes.length > 0 ? (
        <IndexList key={`${show}/${sort}/${columns}`} nodes={nodes} sort={sort} columns={columns} />
      ) : (
        <PageRow>
          <p className="text-ui text-faded">
            {t(show === 'orphans' && !text ? 'notes-no-orphans' : 'nothing-found')}
          </p>
        </PageRow>
      )}
    </>
  );
}

const WIDE = '(width >= 700px)';

function useColumns(): number {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(WIDE);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => (matchMedia(WIDE).matches ? 2 : 1),
  );
}
