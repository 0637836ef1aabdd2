import { Link } from 'wouter';
import { useTexts } from '../../lib/i18n.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';

export default function NotFoundPage() {
  const t = useTexts();
  return (
    <>
      <PageTitle title={t('nothing-here')} />
      <PageRow>
        <p>{t('not-found-text')}</p>
        <Link href="/" className="text-rubric underline">
          {t('timeline')}
        </Link>
      </PageRow>
    </>
  );
}
