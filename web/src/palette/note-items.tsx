import { FileText, Globe } from 'lucide-react';
import type { Memo } from '../../../src/client/index.ts';
import { dayKey, formatDay } from '../lib/dates.ts';
import { notePath } from '../notes/note-text.tsx';
import { LONGEST_HEAD } from '../pages/search/query/longest-head.ts';
import { belowTitle, markedParts, nearHit } from '../pages/search/query/marked-parts.ts';
import { Marked } from '../pages/search/query/marked.tsx';
import { siteOf, sourceOf } from '../pages/search/query/saved-page.ts';
import { shownTitle } from '../titles/shown-title.ts';
import type { Item } from './items.ts';
import type { NoteHit } from './use-note-hits.ts';

/** A line has room for so many characters before what was found. */
const room = (): number => (matchMedia('(width < 700px)').matches ? 20 : 64);

/** A note by its title. */
export function noteItem(memo: Memo): Item {
  const title = shownTitle(memo.title);
  const source = sourceOf(memo.content);
  return {
    key: `note/${memo.id}`,
    icon: source ? Globe : FileText,
    text: title,
    side: source ? siteOf(source) : formatDay(dayKey(memo.createTime)),
    href: notePath(memo.id),
  };
}

/** A note that was found, with what was looked for marked. */
export function hitItem({ memo, title, snippet }: NoteHit): Item {
  const plain = shownTitle(memo.title);
  const hasHead = plain.length <= LONGEST_HEAD;
  const shown = hasHead ? [plain, sourceOf(memo.content) ?? ''] : [];
  const below = nearHit(belowTitle(markedParts(snippet), plain, shown), room());
  if (!hasHead) return { ...noteItem(memo), text: <Marked parts={below} /> };
  return {
    ...noteItem(memo),
    text: <Marked parts={nearHit(markedParts(title), room())} />,
    detail: below.length > 0 && <Marked parts={below} />,
  };
}
