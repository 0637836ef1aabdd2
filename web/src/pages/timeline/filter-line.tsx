import { Pin, X } from 'lucide-react';
import { useTexts } from '../../lib/i18n.ts';
import { formatDate } from '../../lib/dates.ts';
import { useUser } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { KINDS, useFilter, VISIBILITIES } from './use-filter.ts';

/** What the timeline is narrowed to, each to be taken away again; and what it can be narrowed to. */
export function FilterLine() {
  const t = useTexts();
  const { filter, isFiltered, set } = useFilter(useUser().name);
  const { tag, from, to, visibility, kind, pinned } = filter;
  const any = { value: '', text: t('any-kind') };
  const all = { value: '', text: t('any-visibility') };
  return (
    <div className="page-row mt-6 mb-4">
      <div
        role="group"
        aria-label={t('filters')}
        className="page-column flex flex-wrap items-center gap-x-1 gap-y-1 border-b border-hairline pb-2"
      >
        {tag && <Chosen text={`#${tag}`} onRemove={() => set({ tag: null })} />}
        {from && (
          <Chosen
            text={from === to || !to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`}
            onRemove={() => set({ from: null, to: null })}
          />
        )}
        <div className="-ml-3 flex flex-wrap items-center">
          <Select
            label={t('kind')}
            value={kind ?? ''}
            options={[any, ...KINDS.map((value) => ({ value, text: t(`kind-${value}`) }))]}
            onChoose={(value) => set({ kind: value })}
          />
          <Select
            label={t('visibility')}
            value={visibility ?? ''}
            options={[all, ...VISIBILITIES.map((value) => ({ value, text: t(`visibility-${value}`) }))]}
            onChoose={(value) => set({ visibility: value })}
          />
          <Button
            kind="quiet"
            aria-pressed={pinned ?? false}
            onClick={() => set({ pinned: pinned ? null : '1' })}
          >
            <Pin size={14} strokeWidth={1.5} aria-hidden />
            {t('pinned')}
          </Button>
        </div>
        {isFiltered && (
          <Button
            kind="quiet"
            className="ml-auto"
            onClick={() =>
              set({ tag: null, from: null, to: null, kind: null, visibility: null, pinned: null })
            }
          >
            {t('show-all-notes')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Chosen({ text, onRemove }: { text: string; onRemove: () => void }) {
  const t = useTexts();
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={t('remove-filter', { name: text })}
      className="mr-4 inline-flex min-h-8 items-center gap-1 text-margin font-medium text-rubric hover:underline"
    >
      {text}
      <X size={14} strokeWidth={1.5} aria-hidden />
    </button>
  );
}
