import { Link } from 'wouter';
import { dayKey, formatDateTime, formatDay } from '../../lib/dates.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { LONGEST_HEAD } from './query/longest-head.ts';
import { belowTitle, markedParts } from './query/marked-parts.ts';
import { Marked } from './query/marked.tsx';
import type { Result } from './query/results.ts';
import { siteOf } from './query/saved-page.ts';

/** A note that was found: where the timeline has its text, here are the words that were looked for. */
export function ResultRow({ result, isCurrent }: { result: Result; isCurrent: boolean }) {
  const { key, href, title, markedTitle, snippet, createTime, tags, source } = result;
  const hasHead = title.length <= LONGEST_HEAD;
  const text = belowTitle(markedParts(snippet), title, hasHead ? [title, source ?? ''] : []);
  return (
    <article
      data-result={key}
      data-current={isCurrent || undefined}
      aria-label={title}
      tabIndex={-1}
      className="result group/note pt-4 outline-none"
    >
      <PageRow
        left={
          <time dateTime={createTime} title={formatDateTime(createTime)} className="sm:block sm:pt-1">
            {formatDay(dayKey(createTime))}
          </time>
        }
        right={<Margin tags={tags} source={source} />}
      >
        <div className="result-text">
          {hasHead && (
            <h2 className="font-semibold">
              <Link href={href} className="hover:underline">
                <Marked parts={markedParts(markedTitle)} />
              </Link>
            </h2>
          )}
          <p className={hasHead ? 'text-faded' : ''}>
            {hasHead ? (
              <Marked parts={text} />
            ) : (
              <Link href={href} className="hover:underline">
                <Marked parts={text} />
              </Link>
            )}
          </p>
        </div>
      </PageRow>
      <div className="page-row">
        <div className="page-column border-b border-hairline" />
      </div>
    </article>
  );
}

function Margin({ tags, source }: Pick<Result, 'tags' | 'source'>) {
  if (tags.length === 0 && !source) return null;
  return (
    <ul className="result-margin">
      {source && <li className="result-site truncate">{siteOf(source)}</li>}
      {tags.map((tag) => (
        <li key={tag} className="result-tag truncate">
          <Link href={`/?tag=${encodeURIComponent(tag)}`} className="hover:text-rubric">
            #{tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
