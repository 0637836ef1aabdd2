import { ChevronDown, ChevronUp, Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../lib/i18n.ts';
import { searchPath, useSavedSearches, type SavedSearch } from '../../../lib/saved-searches.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { useSearchChanges } from './use-search-changes.ts';

/** The saved searches, to be put in order, named and removed. */
export function SavedList() {
  const t = useTexts();
  const searches = useSavedSearches();
  const { rename, move, remove } = useSearchChanges();
  const [renamed, setRenamed] = useState<SavedSearch | null>(null);
  if (searches.length === 0) return null;
  return (
    <section className="pt-6">
      <h2 className="mb-1 text-margin text-faded">{t('search-saved')}</h2>
      <ol>
        {searches.map((search, index) => {
          const { id, name, q } = search;
          return (
            <li key={id} className="flex min-h-12 items-center gap-2 border-b border-hairline">
              <Link href={searchPath(search)} className="min-w-0 grow py-2 hover:text-rubric">
                <span className="block truncate text-ui">{name}</span>
                {name !== q && <span className="block truncate font-mono text-margin text-faded">{q}</span>}
              </Link>
              <div className="-mr-2 flex shrink-0">
                <IconButton
                  icon={ChevronUp}
                  label={t('search-up', { name })}
                  disabled={index === 0}
                  onClick={() => move(id, -1)}
                />
                <IconButton
                  icon={ChevronDown}
                  label={t('search-down', { name })}
                  disabled={index === searches.length - 1}
                  onClick={() => move(id, 1)}
                />
                <IconButton
                  icon={Pencil}
                  label={t('search-rename', { name })}
                  onClick={() => setRenamed(search)}
                />
                <IconButton
                  icon={X}
                  label={t('search-remove', { name })}
                  onClick={() => remove(search, index)}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {renamed && (
        <SaveDialog
          title={t('search-rename', { name: renamed.name })}
          name={renamed.name}
          onSave={(name) => rename(renamed.id, name)}
          onClose={() => setRenamed(null)}
        />
      )}
    </section>
  );
}
