import { lazy, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Memo } from '../../../src/client/index.ts';
import { resourceAddress } from '../../../src/client/resource-address.ts';
import { useTexts } from '../lib/i18n.ts';
import { attempt } from '../lib/attempt.ts';
import { withSoon } from '../lib/soon.tsx';

/** Asked for at once, beside the first requests: what one writes in does not wait for what one reads with. */
const renderer = attempt(() => import('../markdown/index.ts'));
renderer.catch(() => {});
const Markdown = lazy(async () => ({ default: (await renderer).Markdown }));

interface Props {
  content: string;
  /** The note that it is of: then its tasks can be ticked. */
  memo?: Memo;
  variant?: 'page' | 'timeline';
  /** Where the file that a link names is read; null where there is none. */
  resolveLink?: ((filename: string) => string | null) | undefined;
  /** A link that leads nowhere was followed. */
  onDangling?: ((filename: string) => void) | undefined;
  /** In place of ticking on the server; null: tasks cannot be ticked. */
  onTick?: ((index: number) => void) | null | undefined;
  /** A tag was followed; null: tags lead nowhere. */
  onTag?: ((tag: string) => void) | null | undefined;
}

/** Where a note is read, by its file name or its number. */
export const notePath = (name: string | number): string => `/n/${name}`;

/** The text of a note, as it is read everywhere in the app. */
export function NoteText({ content, memo, variant = 'timeline', ...acts }: Props) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const labels = useMemo(
    () => ({ showMore: t('show-more'), showLess: t('show-less'), showAll: t('show-all') }),
    [t],
  );
  const { id, filename } = memo ?? {};
  const note = useMemo(
    () => (id === undefined || filename === undefined ? undefined : { id, filename }),
    [id, filename],
  );
  return (
    <Markdown
      className="prose-note"
      content={content}
      note={note}
      variant={variant}
      labels={labels}
      resolveLink={acts.resolveLink ?? notePath}
      resourceHref={resourceHref}
      onOpenNote={(href) => navigate(href)}
      onDangling={acts.onDangling}
      onTag={
        acts.onTag === undefined
          ? (tag) => navigate(`/?tag=${encodeURIComponent(tag)}`)
          : (acts.onTag ?? undefined)
      }
      onToggleTask={
        acts.onTick === undefined
          ? memo && ((index) => withSoon(({ tickTask }) => tickTask(memo, index)))
          : (acts.onTick ?? undefined)
      }
    />
  );
}

const resourceHref = (name: string): string => resourceAddress(name.replace(/^resources\//, ''));
