import { Suspense, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import type { Memo } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { NoteText } from '../../notes/note-text.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { shownTitle } from '../../titles/shown-title.ts';
import { placeRead, whereRead, type Place } from './place.ts';

interface Props {
  memo: Memo;
  content: string;
  resolveLink: (filename: string) => string | null;
  onDangling?: ((filename: string) => void) | undefined;
  onTick?: ((index: number) => void) | null | undefined;
  onTag?: null | undefined;
  /** Where the text was double-clicked. */
  onWrite?: ((point: { x: number; y: number }) => void) | undefined;
  /** What is to stand where it stood while it was written. */
  start?: Place | null | undefined;
  ref?: Ref<HTMLDivElement> | undefined;
}

const INTERACTIVE = 'a, button, input, summary, pre, table';

/** A note being read. When it changes, what is being read stays where it is in the window. */
export function Reading({ memo, content, onWrite, start, ref, ...acts }: Props) {
  const t = useTexts();
  const body = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => body.current!);
  const shown = useRef(content);
  const place = useRef<Place | null>(start ?? null);
  if (shown.current !== content) {
    // The old text is still in the page.
    if (body.current && window.scrollY > 0) place.current = placeRead(body.current);
    shown.current = content;
  }
  // By then the new text is in the page, and nothing of it has been painted.
  useLayoutEffect(() => {
    const before = place.current;
    place.current = null;
    const now = before && body.current ? whereRead(body.current, before) : null;
    if (before && now !== null && Math.abs(now - before.y) > 1) window.scrollBy(0, now - before.y);
  }, [content]);
  return (
    <article
      aria-label={shownTitle(memo.title) || t('note')}
      ref={body}
      onDoubleClick={({ target, clientX, clientY }) => {
        if (!onWrite || (target as Element).closest(INTERACTIVE)) return;
        getSelection()?.removeAllRanges();
        onWrite({ x: clientX, y: clientY });
      }}
    >
      <Suspense fallback={<Skeleton lines={9} />}>
        <NoteText content={content} memo={memo} variant="page" {...acts} />
      </Suspense>
    </article>
  );
}
