import { lazy, Suspense, useEffect, useState } from 'react';
import { useTexts } from '../lib/i18n.ts';
import { isUnsentKept, useUnsent } from '../lib/unsent.ts';

const UnsentList = lazy(async () => ({ default: (await import('./unsent-list.tsx')).UnsentList }));
/** What is on its way is there before that. */
const PATIENCE_MS = 3000;

/** Says how much of what was written here the server does not have, and opens a list of it. */
export function UnsentLine() {
  const t = useTexts();
  const { count } = useUnsent();
  const [isShown, setShown] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const isSome = count > 0;
  useEffect(() => {
    if (!isSome) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isSome]);
  return (
    <>
      <div role="status" className="text-margin text-faded">
        {isShown && isSome && (
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
            className="mb-4 min-h-6 border-l-2 border-rubric pl-3 underline decoration-edge underline-offset-4 hover:text-ink"
          >
            {t('unsent-count', { count })}
          </button>
        )}
        {isShown && isSome && !isUnsentKept() && (
          <p className="-mt-3 mb-4 pl-3.5 text-rubric">{t('unsent-not-kept')}</p>
        )}
      </div>
      {isOpen && (
        <Suspense>
          <UnsentList onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
