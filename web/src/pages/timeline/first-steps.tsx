import { useTexts } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** An empty timeline, and one in which nothing is left by the filters. */
export function FirstSteps({ isFiltered }: { isFiltered: boolean }) {
  const t = useTexts();
  if (isFiltered) return <EmptyState title={t('nothing-here')}>{t('nothing-filtered')}</EmptyState>;
  return (
    <EmptyState title={t('first-title')}>
      <p>{t('first-text')}</p>
      <figure className="mt-6 border-l-2 border-rubric pl-4">
        <blockquote className="prose-note whitespace-pre-line text-ink">{t('first-example')}</blockquote>
      </figure>
    </EmptyState>
  );
}
