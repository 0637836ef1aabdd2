import { Bookmark, BookmarkCheck } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../lib/i18n.ts';
import { useSavedSearches } from '../../../lib/saved-searches.ts';
import { Button } from '../../../ui/button.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { useSearchChanges } from './use-search-changes.ts';

/** Keeps a search under a name, or lets go of it. */
export function SaveButton({ q, within }: { q: string; within: string }) {
  const t = useTexts();
  const searches = useSavedSearches();
  const { add, remove } = useSearchChanges();
  const [isAsking, setAsking] = useState(false);
  const at = searches.findIndex((one) => one.q === q && (one.in ?? '') === within);
  const saved = searches[at];
  const Icon = saved ? BookmarkCheck : Bookmark;
  return (
    <>
      <Button kind="quiet" onClick={() => (saved ? remove(saved, at) : setAsking(true))}>
        <Icon size={14} strokeWidth={1.5} aria-hidden className={saved && 'text-rubric'} />
        <span className="max-w-40 truncate">
          {saved ? t('search-saved-as', { name: saved.name }) : t('search-save')}
        </span>
      </Button>
      {isAsking && (
        <SaveDialog
          title={t('search-save')}
          name={q}
          onSave={(name) => add({ name, q, ...(within && { in: within }) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
