import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { keys } from '../../lib/query-keys.ts';
import { useTags } from '../../lib/tags.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { DayFields } from './day-fields.tsx';
import { filterValue, hasToken, setFilter, toggleToken } from './query/edit-query.ts';
import { SAVED_PAGES } from './query/saved-page.ts';

interface Props {
  text: string;
  onText: (text: string) => void;
  within: string;
  onWithin: (within: string) => void;
}

const FLAGS = [
  { token: 'is:pinned', text: 'pinned' },
  { token: 'has:link', text: 'kind-link' },
  { token: 'has:file', text: 'kind-file' },
  { token: 'has:task', text: 'kind-task' },
  { token: 'has:code', text: 'kind-code' },
] as const;
const AGES = [
  { value: '24h', text: 'search-last-day' },
  { value: '7d', text: 'search-last-week' },
  { value: '4w', text: 'search-last-month' },
  { value: '52w', text: 'search-last-year' },
] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOST_TAGS = 200;

/** What a search can be narrowed by. Each writes into the field what could be written there. */
export function FilterChips({ text, onText, within, onWithin }: Props) {
  const t = useTexts();
  const { data: tags = [] } = useTags();
  const { data: spaces = [] } = useQuery({
    queryKey: [...keys.spaces, 'palette'],
    queryFn: async ({ signal }) => (await client.spaces.list(signal)).spaces,
  });
  const after = filterValue(text, 'after');
  const before = filterValue(text, 'before');
  const hasDays = DAY.test(after) || before !== '';
  const age = hasDays ? 'days' : after;
  const isOther = age !== '' && age !== 'days' && !AGES.some(({ value }) => value === age);
  const setAge = (value: string) => {
    const without = setFilter(setFilter(text, 'before', ''), 'after', '');
    onText(setFilter(without, 'after', value === 'days' ? daysAgo(7) : value));
  };
  return (
    <div role="group" aria-label={t('search-narrow')} className="border-b border-hairline pb-2">
      <div className="-mx-3 flex flex-wrap items-center">
        <Select
          label={t('search-where')}
          value={within}
          onChoose={onWithin}
          className="max-w-full"
          options={[
            { value: '', text: t('search-all-notes') },
            { value: SAVED_PAGES, text: t('search-saved-pages') },
            ...spaces.map(({ id, name }) => ({ value: id, text: t('search-in-space', { name }) })),
            ...(within !== '' && within !== SAVED_PAGES && !spaces.some(({ id }) => id === within)
              ? [{ value: within, text: t('space') }]
              : []),
          ]}
        />
        {tags.length > 0 && (
          <Select
            label={t('search-tag')}
            value=""
            onChoose={(tag) => tag && onText(toggleToken(text, `#${tag}`))}
            options={[
              { value: '', text: t('search-tag') },
              ...tags.slice(0, MOST_TAGS).map(({ name }) => ({ value: name, text: `#${name}` })),
            ]}
          />
        )}
        <Select
          label={t('search-written')}
          value={age}
          onChoose={setAge}
          options={[
            { value: '', text: t('search-any-time') },
            ...AGES.map(({ value, text: key }) => ({ value: value as string, text: t(key) })),
            { value: 'days', text: t('search-days') },
            ...(isOther ? [{ value: age, text: `after:${age}` }] : []),
          ]}
        />
        <Button
          kind="quiet"
          aria-pressed={within === SAVED_PAGES}
          onClick={() => onWithin(within === SAVED_PAGES ? '' : SAVED_PAGES)}
        >
          {t('search-saved-pages')}
        </Button>
        {FLAGS.map(({ token, text: key }) => (
          <Button
            key={token}
            kind="quiet"
            aria-pressed={hasToken(text, token)}
            onClick={() => onText(toggleToken(text, token))}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      {hasDays && <DayFields text={text} onText={onText} />}
    </div>
  );
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
