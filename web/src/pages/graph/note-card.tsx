import { X } from 'lucide-react';
import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { notePath } from '../../notes/note-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { LinkGraph } from './data/link-graph.ts';

interface Props {
  graph: LinkGraph;
  id: number;
  onFocus: (id: number | null) => void;
}

const MOST = 60;
const isWide = () => matchMedia('(width >= 1100px)').matches;

/** The note in focus as a side note: what it is linked with can be walked here, too. */
export function NoteCard({ graph, id, onFocus }: Props) {
  const t = useTexts();
  const note = graph.byId.get(id);
  if (!note) return null;
  const neighbours = graph.neighbours(id);
  return (
    <section aria-label={note.title || t('untitled')} className="graph-card">
      <div className="flex items-start justify-between gap-2">
        <h2 className="line-clamp-3 min-w-0 font-serif text-body leading-snug text-rubric wrap-anywhere">
          {note.title || t('untitled')}
        </h2>
        <IconButton icon={X} label={t('close')} onClick={() => onFocus(null)} className="-mt-1 -mr-2" />
      </div>
      <p className="mt-1 text-margin text-faded">{t('link-count', { count: note.degree })}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Link href={notePath(id)} className="control control-main">
          {t('open')}
        </Link>
        {neighbours.length > 0 && (
          <Link href={`/graph?note=${id}`} className="control control-line">
            {t('graph-surroundings')}
          </Link>
        )}
      </div>
      {neighbours.length > 0 && (
        <details open={isWide()} className="mt-4">
          <summary className="min-h-6 text-margin text-faded hover:text-ink">
            {t('graph-linked-with')}
          </summary>
          <ul className="mt-1 grid">
            {neighbours.slice(0, MOST).map((other) => (
              <li key={other} className="min-w-0">
                <button
                  type="button"
                  onClick={() => onFocus(other)}
                  className="flex min-h-7 w-full items-center text-left text-margin hover:text-rubric"
                >
                  <span className="truncate">{graph.byId.get(other)?.title || t('untitled')}</span>
                </button>
              </li>
            ))}
          </ul>
          {neighbours.length > MOST && (
            <p className="mt-1 text-margin text-faded">
              {t('graph-more', { count: neighbours.length - MOST })}
            </p>
          )}
        </details>
      )}
    </section>
  );
}
