import { useEffect, useState } from 'react';
import { useTexts } from '../lib/i18n.ts';
import { useSignal } from '../lib/signal.ts';
import { isLive } from '../lib/use-live.ts';

const PATIENCE_MS = 4000;

/** Says that the server cannot be reached, once that has lasted. */
export function ConnectionNotice() {
  const t = useTexts();
  const live = useSignal(isLive);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (live) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [live]);
  return (
    <div role="status" className="text-margin text-faded">
      {late && !live && <p className="mb-4 border-l-2 border-rubric pl-3">{t('offline-notice')}</p>}
    </div>
  );
}
