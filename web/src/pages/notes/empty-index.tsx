import { useTexts } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Before there is a note: what an index looks like. */
export function EmptyIndex() {
  const t = useTexts();
  const entries = t('notes-empty-example').split('\n');
  return (
    <EmptyState title={t('notes-empty-title')}>
      <p>{t('notes-empty-text')}</p>
      <ul className="mt-6 columns-2 gap-8 border-l-2 border-hairline pl-4 font-serif text-body">
        {entries.map((entry) => {
          const [, title = entry, count] = /^(.*), (\d+)$/.exec(entry) ?? [];
          return (
            <li key={entry} className={count ? 'text-rubric' : 'text-ink'}>
              {title} {count && <span className="text-margin text-faded">{count}</span>}
            </li>
          );
        })}
      </ul>
    </EmptyState>
  );
}
