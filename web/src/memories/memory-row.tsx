import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Memory } from '../../../src/client/index.ts';
import { formatDate, formatDateTime, formatDay, formatTime } from '../lib/dates.ts';
import { useTexts } from './texts/index.ts';
import { notePath, NoteText } from '../notes/note-text.tsx';
import { classes } from '../ui/classes.ts';
import { CaptureState } from './capture-state.tsx';
import { isSavedPage } from './memory-lists.ts';
import { titleOf } from './memory-title.ts';
import { firstWords, shortAddress } from './page-words.ts';
import { SiteMark } from './site-mark.tsx';
import { SourceLine, sourceOf } from './source-line.tsx';

interface Props {
  memory: Memory;
  /** Written above it, where a new day begins. */
  day?: string | undefined;
  index: number;
  isCurrent?: boolean;
  /** What can be done with it. */
  actions?: ReactNode;
  /** Whether a page that could not be fetched can be tried again here. */
  canRetry?: boolean;
  /** Below the first words of a page. */
  children?: ReactNode;
}

/** A saved page, or a note, of a list: its day in the left margin as on the timeline. */
export function MemoryRow({
  memory,
  day,
  index,
  isCurrent = false,
  actions,
  canRetry = false,
  children,
}: Props) {
  const t = useTexts();
  const isPage = isSavedPage(memory);
  return (
    <article
      aria-posinset={index + 1}
      aria-setsize={-1}
      aria-label={titleOf(memory) || t('untitled')}
      tabIndex={-1}
      data-memory={memory.id}
      data-current={isCurrent || undefined}
      className={classes('group/note outline-none', !day ? 'pt-4' : index === 0 ? 'pt-2' : 'pt-10')}
    >
      <div className="page-row relative">
        <div className="page-left text-margin text-faded">
          {day && (
            <h2 className="mb-1 font-serif text-body text-rubric" title={formatDate(day)}>
              {formatDay(day)}
            </h2>
          )}
          <div className={classes('memo-margin', !day && 'sm:pt-1')}>
            <Margin memory={memory} />
            {actions && <div className="memo-actions">{actions}</div>}
          </div>
        </div>
        <div
          className={classes(
            'page-column relative pb-4',
            'group-data-current/note:before:absolute group-data-current/note:before:-left-4 group-data-current/note:before:inset-y-1 group-data-current/note:before:w-0.5 group-data-current/note:before:bg-rubric',
          )}
        >
          {isPage ? <PageText memory={memory} canRetry={canRetry} /> : <NoteText content={memory.content} />}
          {children}
        </div>
      </div>
      <div className="page-row">
        <div className="page-column border-b border-hairline" />
      </div>
    </article>
  );
}

function Margin({ memory }: { memory: Memory }) {
  const t = useTexts();
  const { type, createdAt } = memory;
  return (
    <p className="flex flex-wrap items-center gap-x-2 sm:justify-end">
      <Link
        href={notePath(memory.id)}
        title={formatDateTime(createdAt)}
        className="tabular-nums hover:text-ink hover:underline"
      >
        <time dateTime={createdAt}>{formatTime(createdAt)}</time>
      </Link>
      {(type === 'document' || type === 'tweet') && <span>{t(`lib-kind-${type}`)}</span>}
    </p>
  );
}

interface PageProps {
  memory: Memory;
  canRetry: boolean;
}

function PageText({ memory, canRetry }: PageProps) {
  const source = sourceOf(memory);
  const words = memory.status === 'done' ? firstWords(memory) : '';
  const isNamed = memory.title !== memory.url;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <h2 className="font-serif text-body leading-snug font-semibold text-pretty wrap-anywhere">
          <Link href={notePath(memory.id)} className="hover:text-rubric">
            {isNamed ? memory.title : shortAddress(memory.url)}
          </Link>
        </h2>
        {isNamed && <SourceLine source={source} />}
        {words && <p className="mt-1 line-clamp-2 font-serif text-ui text-pretty wrap-anywhere">{words}</p>}
        <CaptureState memory={memory} canRetry={canRetry} />
      </div>
      <SiteMark memory={memory} site={source.site} />
    </div>
  );
}
