import { Globe, Users } from 'lucide-react';
import { memo as keepUnlessChanged } from 'react';
import { Link } from 'wouter';
import type { Memo } from '../../../src/client/index.ts';
import { dayKey, formatDate, formatDateTime, formatDay, formatTime, formatWeekday } from '../lib/dates.ts';
import { useTexts } from '../lib/i18n.ts';
import { useUser } from '../lib/session.ts';
import { classes } from '../ui/classes.ts';
import { MemoMenu } from './memo-menu.tsx';
import { notePath, NoteText } from './note-text.tsx';
import { ResourceList } from './resource-list.tsx';

interface Props {
  memo: Memo;
  /** Written above it, where a new day (or the pinned ones) begins. */
  heading?: string | undefined;
  isFirst: boolean;
  position: number;
  isCurrent: boolean;
  /** Whether it stands among the pinned ones, whose days differ. */
  isPinned?: boolean;
  /** Said below its time. */
  remark?: string | undefined;
}

export const PINNED = 'pinned';

/** A note of a list: its time in the left margin, its tags in the right one. */
export const MemoRow = keepUnlessChanged(function MemoRow({
  memo,
  heading,
  isFirst,
  position,
  isCurrent,
  isPinned = false,
  remark,
}: Props) {
  const isOwn = useUser().name === memo.creator;
  return (
    <article
      aria-posinset={position}
      aria-setsize={-1}
      aria-label={memo.title}
      tabIndex={-1}
      data-memo={memo.id}
      data-current={isCurrent || undefined}
      className={classes(
        'group/note outline-none',
        heading === undefined ? 'pt-4' : isFirst ? 'pt-2' : 'pt-10',
      )}
    >
      <div className="page-row relative">
        <div className="page-left text-margin text-faded">
          {heading !== undefined && <Heading of={heading} />}
          <div className={classes('memo-margin', heading === undefined && 'sm:pt-1')}>
            <MarginTime memo={memo} isPinned={heading === PINNED || isPinned} remark={remark} />
            <div className="memo-actions">
              <MemoMenu memo={memo} isOwn={isOwn} />
            </div>
          </div>
        </div>
        <div
          className={classes(
            'page-column relative pb-4',
            'group-data-current/note:before:absolute group-data-current/note:before:-left-4 group-data-current/note:before:inset-y-1 group-data-current/note:before:w-0.5 group-data-current/note:before:bg-rubric',
          )}
        >
          <NoteText content={memo.content} memo={memo} />
          <ResourceList resources={memo.resources} />
        </div>
        <RightMargin memo={memo} />
      </div>
      <div className="page-row">
        <div className="page-column border-b border-hairline" />
      </div>
    </article>
  );
});

function Heading({ of }: { of: string }) {
  const t = useTexts();
  const name = of === PINNED ? t('pinned') : formatDay(of);
  const under = of === PINNED ? undefined : name === formatDate(of) ? undefined : formatWeekday(of);
  return (
    <h2 className="mb-1 font-serif text-body text-rubric" title={of === PINNED ? undefined : formatDate(of)}>
      {name}
      {under && !/^\p{L}+$/u.test(name) && <span className="sr-only">, {under}</span>}
    </h2>
  );
}

function MarginTime({
  memo,
  isPinned,
  remark,
}: {
  memo: Memo;
  isPinned: boolean;
  remark: string | undefined;
}) {
  const t = useTexts();
  const Seen = { PRIVATE: null, PROTECTED: Users, PUBLIC: Globe }[memo.visibility];
  return (
    <p className="flex flex-wrap items-center gap-x-2 sm:justify-end">
      {Seen && (
        <Seen size={14} strokeWidth={1.5} role="img" aria-label={t(`visibility-${memo.visibility}`)} />
      )}
      <Link
        href={notePath(memo.id)}
        title={formatDateTime(memo.createTime)}
        className="tabular-nums hover:text-ink hover:underline"
      >
        <time dateTime={memo.createTime}>
          {isPinned ? formatDay(dayKey(memo.createTime)) : formatTime(memo.createTime)}
        </time>
      </Link>
      {remark && <span>{remark}</span>}
    </p>
  );
}

/** What belongs to the note and is not in its text; where there is no right margin, tags are only in the text. */
function RightMargin({ memo }: { memo: Memo }) {
  const t = useTexts();
  const links = memo.relations.length;
  const files = memo.resources.length;
  if (memo.tags.length + links + files === 0) return null;
  return (
    <ul className="memo-right page-right text-margin text-faded">
      {memo.tags.map((tag) => (
        <li key={tag} className="truncate">
          <Link
            href={`/?tag=${encodeURIComponent(tag)}`}
            className="inline-block leading-6 hover:text-rubric"
          >
            #{tag}
          </Link>
        </li>
      ))}
      {links > 0 && <li>{t('link-count', { count: links })}</li>}
      {files > 0 && <li>{t('file-count', { count: files })}</li>}
    </ul>
  );
}
