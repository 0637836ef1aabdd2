import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { tagTree, useTags, type TagNode } from '../lib/tags.ts';
import { classes } from '../ui/classes.ts';

const SHOWN = 12;

/** The tags, nested as their names are; each leads to the timeline of its notes. */
export function TagTree() {
  const t = useTexts();
  const { data = [] } = useTags();
  const [all, setAll] = useState(false);
  const roots = tagTree(data);
  if (roots.length === 0) return null;
  return (
    <nav aria-label={t('tags')} className="mt-6 border-t border-hairline pt-4">
      <h2 className="mb-2 text-margin text-faded">{t('tags')}</h2>
      <Level nodes={all ? roots : roots.slice(0, SHOWN)} depth={0} />
      {roots.length > SHOWN && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="mt-1 min-h-6 text-margin text-faded underline decoration-hairline underline-offset-4 hover:text-ink"
        >
          {all ? t('fewer') : t('all-tags', { count: roots.length })}
        </button>
      )}
    </nav>
  );
}

function Level({ nodes, depth }: { nodes: readonly TagNode[]; depth: number }) {
  return (
    <ul className={depth > 0 ? 'ml-3 border-l border-hairline pl-2' : ''}>
      {nodes.map((node) => (
        <Node key={node.name} node={node} depth={depth} />
      ))}
    </ul>
  );
}

function Node({ node, depth }: { node: TagNode; depth: number }) {
  const t = useTexts();
  const [search] = useSearchParams();
  const current = search.get('tag');
  const isHere = current === node.name;
  const [isOpen, setOpen] = useState(current?.startsWith(`${node.name}/`) ?? false);
  return (
    <li>
      <div className="group flex min-h-7 items-center gap-1">
        <Link
          href={`/?tag=${encodeURIComponent(node.name)}`}
          aria-current={isHere ? 'true' : undefined}
          className={classes(
            'flex min-w-0 grow items-baseline gap-1 text-margin hover:text-ink',
            isHere ? 'font-medium text-rubric' : 'text-faded',
          )}
        >
          <span className="truncate">{depth === 0 ? `#${node.label}` : node.label}</span>
          {node.count > 0 && <span className="ml-auto pl-2 tabular-nums text-faded">{node.count}</span>}
        </Link>
        {node.children.length > 0 ? (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={t('below-tag', { tag: node.name })}
            onClick={() => setOpen(!isOpen)}
            className="grid size-6 shrink-0 place-items-center text-faded hover:text-ink"
          >
            <ChevronRight size={14} strokeWidth={1.5} aria-hidden className={isOpen ? 'rotate-90' : ''} />
          </button>
        ) : (
          <span className="w-6 shrink-0" />
        )}
      </div>
      {isOpen && <Level nodes={node.children} depth={depth + 1} />}
    </li>
  );
}
