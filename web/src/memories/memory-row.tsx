import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Memory } from '../../../src/client/index.ts';
import { formatDate, formatDateTime, formatDay, formatTime } from '../lib/dates.ts';
import { useTexts } from '../lib/i18n.ts';
import { notePath, NoteText } from '../notes/note-text.tsx';
import { classes } from '../ui/classes.ts';
import { CaptureState } from './capture-state.tsx';
import { isSavedPage } from './memory-lists.ts';
import { firstWords, shortAddress, siteOf } from './page-words.ts';
import { SiteMark } from './site-mark.tsx';

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
  /** Visitors have no page of a note to go to: there its title is no link. */
  isLinked?: boolean;
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
  isLinked = true,
  children,
}: Props) {
  const isPage = isSavedPage(memory);
  return (
    <article
      aria-posinset={index + 1}
      aria-setsize={-1}
      aria-label={memory.title}
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
            <Margin memory={memory} isLinked={isLinked} />
            {actions && <div className="memo-actions">{actions}</div>}
          </div>
        </div>
        <div
          className={classes(
            'page-column relative pb-4',
            'group-data-current/note:before:absolute group-data-current/note:before:-left-4 group-data-current/note:before:inset-y-1 group-data-current/note:before:w-0.5 group-data-current/note:before:bg-rubric',
          )}
        >
          {isPage ? (
            <>
              <PageText memory={memory} isLinked={isLinked} />
              <CaptureState memory={memory} canRetry={canRetry} />
            </>
          ) : (
            <NoteText content={memory.content} />
          )}
          {children}
        </div>
      </div>
      <div className="page-row">
        <div className="page-column border-b border-hairline" />
      </div>
    </article>
  );
}

function Margin({ memory, isLinked }: { memory: Memory; isLinked: boolean }) {
  const t = useTexts();
  const kind =
    memory.type === 'document'
      ? t('lib-kind-document')
      : memory.type === 'tweet'
        ? t('lib-kind-tweet')
        : null;
  const time = <time dateTime={memory.createdAt}>{formatTime(memory.createdAt)}</time>;
  return (
    <p className="flex flex-wrap items-center gap-x-2 sm:justify-end">
      {isLinked ? (
        <Link
          href={notePath(memory.id)}
          title={formatDateTime(memory.createdAt)}
          className="tabular-nums hover:text-ink hover:underline"
        >
          {time}
        </Link>
      ) : (
        <span title={formatDateTime(memory.createdAt)} className="tabular-nums">
          {time}
        </span>
      )}
      {kind && <span>{kind}</span>}
    </p>
  );
}

function PageText({ memory, isLinked }: { memory: Memory; isLinked: boolean }) {
  const words = memory.status === 'done' ? firstWords(memory) : '';
  const title = memory.title === memory.url ? shortAddress(memory.url) : memory.title;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <h3 className="font-serif text-body leading-snug font-semibold text-pretty wrap-anywhere">
          {isLinked ? (
            <Link href={notePath(memory.id)} className="hover:text-rubric">
              {title}
            </Link>
          ) : (
            title
          )}
        </h3>
        <p className="mt-0.5 text-margin text-faded wrap-anywhere">{siteOf(memory)}</p>
        {words && <p className="mt-1 line-clamp-2 font-serif text-ui text-pretty wrap-anywhere">{words}</p>}
      </div>
      <SiteMark memory={memory} />
    </div>
  );
}
