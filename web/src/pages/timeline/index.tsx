import { lazy, Suspense } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { useSignal } from '../../lib/signal.ts';
import { useUser } from '../../lib/session.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { MemoList } from '../../notes/memo-list.tsx';
import { welcomeNotes } from '../../welcome/welcome-notes.ts';
import { CaptureBox } from './capture/capture-box.tsx';
import { FirstSteps } from './first-steps.tsx';
import { FilterLine } from './filter-line.tsx';
import { UnsentNotes } from './unsent-notes.tsx';
import { useFilter } from './use-filter.ts';

const DeleteWelcome = lazy(async () => ({
  default: (await import('../../welcome/delete-welcome.tsx')).DeleteWelcome,
}));

/** Where everything begins: the line to write in, and below it what was written, newest first. */
export function TimelinePage() {
  const t = useTexts();
  const user = useUser();
  const { filter, isFiltered } = useFilter(user.name);
  useDocumentTitle(t('timeline'));
  useSignal(welcomeNotes.changed);
  const hasWelcome = welcomeNotes.of(user.id).length > 0;
  return (
    <>
      <h1 className="sr-only">{t('timeline')}</h1>
      <CaptureBox tag={filter.tag} />
      <Suspense>
        <UnsentNotes />
      </Suspense>
      <FilterLine />
      {hasWelcome && (
        <Suspense>
          <DeleteWelcome />
        </Suspense>
      )}
      <MemoList filter={filter} empty={<FirstSteps isFiltered={isFiltered} />} />
    </>
  );
}
