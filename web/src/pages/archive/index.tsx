import { useTexts } from '../../lib/i18n.ts';
import { useUser } from '../../lib/session.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { MemoList } from '../../notes/memo-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** What is done with, and kept. */
export default function ArchivePage() {
  const t = useTexts();
  const creator = useUser().name;
  return (
    <>
      <PageTitle title={t('archive')} />
      <MemoList
        filter={{ status: 'ARCHIVED', creator }}
        empty={<EmptyState title={t('archive-empty')}>{t('archive-text')}</EmptyState>}
      />
    </>
  );
}
