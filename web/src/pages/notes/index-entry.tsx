import { memo as keepUnlessChanged } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { notePath } from '../../notes/note-text.tsx';
import { classes } from '../../ui/classes.ts';
import type { GraphNode } from '../graph/data/link-graph.ts';

/** A title of the index; a label in red, with how many notes it gathers. */
export const IndexEntry = keepUnlessChanged(function IndexEntry({
  node: { id, title, label, degree },
  withCount,
}: {
  node: GraphNode;
  withCount: boolean;
}) {
  const t = useTexts();
  const count = degree > 0 && (label || withCount);
  return (
    <li className="index-entry">
      <Link
        href={notePath(id)}
        data-entry={id}
        className={classes('index-link', label && 'text-rubric')}
        title={title.length > 36 ? title : undefined}
      >
        <span className="truncate">{title || t('untitled')}</span>
        {count && (
          <span className="shrink-0 text-margin text-faded">
            <span aria-hidden>{degree}</span>
            <span className="sr-only">{t('link-count', { count: degree })}</span>
          </span>
        )}
      </Link>
    </li>
  );
});
