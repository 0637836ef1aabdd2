import { useTexts } from '../../lib/i18n.ts';
import { Select } from '../../ui/select.tsx';
import { AGES, type Age, type GraphFilter } from './data/graph-filter.ts';

const TEXTS = {
  '': 'search-any-time',
  '7': 'search-last-week',
  '28': 'search-last-month',
  '364': 'search-last-year',
  days: 'search-days',
} as const satisfies Record<Age, string>;
const FIELDS = [
  ['after', 'search-from'],
  ['before', 'search-before'],
] as const;

interface Props {
  filter: GraphFilter;
  onFilter: (filter: GraphFilter) => void;
}

/** When the notes were made that are to be seen. */
export function AgeFilter({ filter, onFilter }: Props) {
  const t = useTexts();
  return (
    <Select
      label={t('search-written')}
      value={filter.age}
      onChoose={(age) => onFilter({ ...filter, age })}
      options={AGES.map((value) => ({ value, text: t(TEXTS[value]) }))}
    />
  );
}

/** The two days between which they were made. */
export function DaysFilter({ filter, onFilter }: Props) {
  const t = useTexts();
  return (
    <div className="graph-days mb-1 flex flex-wrap gap-x-6 gap-y-2 pl-3">
      {FIELDS.map(([name, label]) => (
        <label key={name} className="flex items-center gap-2 text-margin text-faded">
          {t(label)}
          <input
            type="date"
            value={filter[name]}
            onChange={(event) => onFilter({ ...filter, [name]: event.target.value })}
            className="field min-h-8 w-auto py-0.5 text-margin text-ink"
          />
        </label>
      ))}
    </div>
  );
}
