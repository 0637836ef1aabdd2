import { useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { searchPath, useSavedSearches } from '../lib/saved-searches.ts';
import { classes } from '../ui/classes.ts';

/** The first page asks for what it is about; this list, which the device mostly knows, comes after it. */
const PATIENCE_MS = 10_000;

/** The saved searches, below the tags. */
export function SavedSearches() {
  const t = useTexts();
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const searches = useSavedSearches(isTime);
  const here = `/search?${useSearch()}`;
  if (searches.length === 0) return null;
  return (
    <nav aria-label={t('search-saved')} className="mt-6 border-t border-hairline pt-4">
      <h2 className="mb-2 text-margin text-faded">{t('search-saved')}</h2>
      <ul>
        {searches.map((search) => {
          const path = searchPath(search);
          const isHere = path === here;
          return (
            <li key={search.id}>
              <Link
                href={path}
                title={search.q}
                aria-current={isHere ? 'true' : undefined}
                className={classes(
                  'flex min-h-7 items-center text-margin hover:text-ink',
                  isHere ? 'font-medium text-rubric' : 'text-faded',
                )}
              >
                <span className="truncate">{search.name}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
