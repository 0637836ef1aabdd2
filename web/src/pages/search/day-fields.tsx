import { useTexts } from '../../lib/i18n.ts';
import { filterValue, setFilter } from './query/edit-query.ts';

const FIELDS = [
  ['after', 'search-from'],
  ['before', 'search-before'],
] as const;

/** The days of `after:` and `before:`. */
export function DayFields({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTexts();
  return (
    <div className="mt-1 flex flex-wrap gap-x-6 gap-y-2">
      {FIELDS.map(([name, label]) => (
        <label key={name} className="flex items-center gap-2 text-margin text-faded">
          {t(label)}
          <input
            type="date"
            value={/^\d{4}-\d\d-\d\d/.exec(filterValue(text, name))?.[0] ?? ''}
            onChange={(event) => onText(setFilter(text, name, event.target.value))}
            className="field min-h-8 w-auto py-0.5 text-margin text-ink"
          />
        </label>
      ))}
    </div>
  );
}
