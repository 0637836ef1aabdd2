import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { tokensOf, wordsOf } from './query/edit-query.ts';

interface Props {
  q: string;
  within: string;
  onTry: (q: string, within?: string) => void;
}

/** Says so, and offers what may help: each a search of its own. */
export function NothingFound({ q, within, onTry }: Props) {
  const t = useTexts();
  const words = wordsOf(q);
  const filters = tokensOf(q).filter((token) => !words.includes(token));
  const bare = q.replaceAll('"', ' ').replaceAll(/\s+/g, ' ').trim();
  const anyOf = words.map((word) => word.replaceAll(/\|/g, '')).join('|');
  const tries = [
    within !== '' && { text: t('search-try-everywhere'), q, within: '' },
    q.includes('"') && { text: t('search-try-unquoted'), q: bare },
    words.length > 0 && filters.length > 0 && { text: t('search-try-unfiltered'), q: words.join(' ') },
    words.length > 1 && { text: t('search-try-any'), q: [anyOf, ...filters].join(' ') },
    words.length > 2 && {
      text: t('search-try-fewer'),
      q: [...words.slice(0, Math.ceil(words.length / 2)), ...filters].join(' '),
    },
  ].filter((one) => one !== false);
  return (
    <EmptyState title={t('nothing-found')}>
      {tries.length > 0 && (
        <ul className="mb-4 grid gap-2">
          {tries.map((one) => (
            <li key={one.text}>
              {one.text}{' '}
              <button
                type="button"
                onClick={() => onTry(one.q, one.within)}
                className="min-h-6 font-mono text-margin text-rubric underline decoration-hairline underline-offset-4 hover:decoration-rubric"
              >
                {one.q}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p>
        {t('search-not-searched')}{' '}
        <Link href="/archive" className="text-ink underline underline-offset-4">
          {t('archive')}
        </Link>
        {', '}
        <Link href="/trash" className="text-ink underline underline-offset-4">
          {t('trash')}
        </Link>
      </p>
    </EmptyState>
  );
}
