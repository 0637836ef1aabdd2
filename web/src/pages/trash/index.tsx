import { useTexts } from '../../lib/i18n.ts';
import { useUser } from '../../lib/session.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { MemoList } from '../../notes/memo-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export default function TrashPage() {
  const t = useTexts();
  const creator = useUser().name;
  return (
    <>
      <PageTitle title={t('trash')} />
      <MemoList
        filter={{ status: 'TRASHED', creator }}
        empty={<EmptyState title={t('trash-empty')}>{t('trash-text')}</EmptyState>}
      />
    </>
  );
}
