import { useEffect } from 'react';
import type { MemoryDetail } from '../../../../src/client/index.ts';
import { FetchAgain } from '../../memories/fetch-again.tsx';
import { useTexts } from '../../memories/texts/index.ts';
import { notePath } from '../../notes/note-text.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Outcome } from './use-save.ts';

interface Props {
  outcome: Outcome;
  isPage: boolean;
  isPopup: boolean;
  onAgain: (memory: MemoryDetail) => void;
}

/** Long enough to be read. */
const READ_MS = 1200;
/** What is saved need not be watched until it is fetched. */
const WATCH_MS = 5000;

/** What became of it. A window that was opened for it closes itself, but for what somebody has to know. */
export function SaveOutcome({ outcome, isPage, isPopup, onAgain }: Props) {
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

  if (outcome.state === 'kept')
    return (
      <p role="status" className="text-ui">
        {t(outcome.text)} {isPage && t('page-kept-as-note')}
      </p>
    );
  if (outcome.state !== 'saved') return <Spinner />;
  return (
    <>
      <div role="status" className="grid gap-2 text-ui">
        <p>{said(outcome, isPage, t)}</p>
        {outcome.isAgain && memory?.edited && <p>{t('again-edited')}</p>}
      </div>
      {isPage && isDuplicate && !outcome.isAgain && (
        <div className="justify-self-start">
          <FetchAgain id={outcome.id} onAsked={onAgain} />
        </div>
      )}
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

function said(
  { isDuplicate, isAgain, memory }: Extract<Outcome, { state: 'saved' }>,
  isPage: boolean,
  t: ReturnType<typeof useTexts>,
): string {
  const reason = memory?.reason ?? '';
  if (isAgain && memory?.status === 'failed') return t('again-failed', { reason });
  if (isAgain) return t(memory?.status === 'done' ? 'again-done' : 'again-fetching');
  if (isDuplicate) return t('save-duplicate');
  if (memory?.status === 'failed') return t('save-failed', { reason });
  if (!isPage) return t('save-note-done');
  return t(memory?.status === 'done' ? 'save-done' : 'save-fetching');
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
