import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import type { LinkGraph } from './data/link-graph.ts';

const MOST = 40;

interface Props {
  graph: LinkGraph;
  only: ReadonlySet<number> | null;
  onFocus: (id: number) => void;
}

/** The graph where a browser cannot draw it: the most linked notes, and from each to its neighbours. */
export function GraphList({ graph, only, onFocus }: Props) {
  const t = useTexts();
  const notes = graph.nodes
    .filter(({ id }) => only === null || only.has(id))
    .toSorted((a, b) => b.degree - a.degree)
    .slice(0, MOST);
  return (
    <div className="mt-6">
      <p className="max-w-prose text-ui">{t('graph-no-webgl')}</p>
      <p className="mt-2 text-margin">
        <Link href="/notes" className="text-rubric underline underline-offset-4">
          {t('graph-all-notes')}
        </Link>
      </p>
      <ol className="mt-6">
        {notes.map(({ id, title, degree }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onFocus(id)}
              className="flex min-h-8 w-full items-baseline justify-between gap-4 text-left text-ui hover:text-rubric"
            >
              <span className="truncate">{title || t('untitled')}</span>
              <span className="shrink-0 text-margin tabular-nums text-faded">
                {t('link-count', { count: degree })}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
