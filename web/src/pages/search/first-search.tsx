import { useTexts } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

const EXAMPLES = [
  '"page numbers" index',
  '#reading -tag:reading/novels',
  'has:task after:7d',
  'tea|coffee is:pinned',
];

/** Before anything is written: what could be. */
export function FirstSearch({ onTry, onHow }: { onTry: (q: string) => void; onHow: () => void }) {
  const t = useTexts();
  return (
    <EmptyState title={t('search-first-title')}>
      <p>{t('search-first-text')}</p>
      <ul className="my-4 grid gap-1 border-l-2 border-rubric pl-4">
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onTry(example)}
              className="min-h-6 text-left font-mono text-margin text-ink hover:text-rubric"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={onHow}
        className="text-ink underline underline-offset-4 hover:text-rubric"
      >
        {t('search-how')}
      </button>
    </EmptyState>
  );
}
