import { useTexts } from '../../lib/i18n.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export default function LibraryPage() {
  const t = useTexts();
  return (
    <>
      <PageTitle title={t('library')} />
      <PageRow>
        <EmptyState title={t('not-yet')}>{t('library-text')}</EmptyState>
      </PageRow>
    </>
  );
}
