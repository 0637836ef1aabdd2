import { useEffect } from 'react';
import { useTexts } from '../../memories/texts/index.ts';
import { notePath } from '../../notes/note-text.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Outcome } from './use-save.ts';

interface Props {
  outcome: Outcome;
  isPage: boolean;
  isPopup: boolean;
}

/** Long enough to be read. */
const READ_MS = 1200;
/** What is saved need not be watched until it is fetched. */
const WATCH_MS = 5000;

/** What became of it. A window that was opened for it closes itself, but for what somebody has to know. */
export function SaveOutcome({ outcome, isPage, isPopup }: Props) {
  const t = useTexts();
  const memory = outcome.state === 'saved' ? outcome.memory : null;
  const isDuplicate = outcome.state === 'saved' && outcome.isDuplicate;
  const status = memory?.status ?? null;
  const mayClose = isPopup && outcome.state === 'saved' && !isDuplicate && status !== 'failed';
  useEffect(() => {
    if (!mayClose) return;
    const timer = setTimeout(() => window.close(), status === 'queued' ? WATCH_MS : READ_MS);
    return () => clearTimeout(timer);
  }, [mayClose, status]);

  if (outcome.state !== 'saved') return <Spinner />;
  return (
    <>
      <p role="status" className="text-ui">
        {isDuplicate
          ? t('save-duplicate')
          : status === 'failed'
            ? t('save-failed', { reason: memory?.reason ?? '' })
            : !isPage
              ? t('save-note-done')
              : status === 'done'
                ? t('save-done')
                : t('save-fetching')}
      </p>
      <p className="flex flex-wrap gap-x-4 text-margin">
        <Away href={notePath(outcome.id)} isPopup={isPopup}>
          {t('save-open')}
        </Away>
        <Away href="/library" isPopup={isPopup}>
          {t('save-library')}
        </Away>
      </p>
    </>
  );
}

/** Small windows do not become the app: it opens beside them. */
function Away({ href, isPopup, children }: { href: string; isPopup: boolean; children: string }) {
  return (
    <a
      href={href}
      {...(isPopup && { target: '_blank', rel: 'noopener' })}
      className="inline-flex min-h-6 items-center text-rubric underline"
    >
      {children}
    </a>
  );
}
