import { Link } from 'wouter';
import { useTexts } from '../../memories/texts/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

export function EmptyLibrary() {
  const t = useTexts();
  return (
    <EmptyState title={t('lib-empty-title')}>
      <p>{t('lib-empty-text')}</p>
      <figure className="my-6 border-l-2 border-rubric pl-4">
        <p className="font-serif text-body font-semibold text-ink">{t('lib-empty-example')}</p>
        <p className="text-margin">{t('lib-empty-source')}</p>
      </figure>
      <Link href="/save/how" className="text-rubric underline">
        {t('lib-empty-how')}
      </Link>
    </EmptyState>
  );
}
