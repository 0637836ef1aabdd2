import { CircleHelp } from 'lucide-react';
import { useId, useMemo, useRef } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { Button } from '../../ui/button.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FirstSearch } from './first-search.tsx';
import { LanguageSheet } from './language-sheet.tsx';
import { checkQuery } from './query/check-query.ts';
import { queryProblem } from './query/problem-text.ts';
import { Results } from './results.tsx';
import { SaveButton } from './saved/save-button.tsx';
import { SavedList } from './saved/saved-list.tsx';
import './search.css';
import { useQueryText } from './use-query-text.ts';

/** One field for everything, with all that its language can say at hand. */
export default function SearchPage() {
  const t = useTexts();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { q, text, setText, within, isHow, set } = useQueryText();
  const { issue } = useMemo(() => checkQuery(q), [q]);
  const write = (next: string, inside?: string) => {
    if (inside !== undefined) set('in', inside);
    setText(next);
    field.current?.focus();
  };
  const isWritten = text.trim() !== '';
  return (
    <>
      <PageTitle title={t('search')}>
        <div className="-mx-3 flex flex-wrap">
          {q !== '' && !issue && <SaveButton q={q} within={within} />}
          <Button kind="quiet" aria-haspopup="dialog" onClick={() => set('how', '1')}>
            <CircleHelp size={14} strokeWidth={1.5} aria-hidden />
            {t('search-how')}
          </Button>
        </div>
      </PageTitle>
      <PageRow>
        <input
          ref={field}
          type="search"
          autoFocus
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          aria-label={t('search')}
          aria-invalid={isWritten && issue ? true : undefined}
          aria-describedby={isWritten && issue ? `${id}-issue` : undefined}
          placeholder={t('search-placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            document.querySelector<HTMLElement>('[data-result] a')?.focus();
          }}
          className="field search-field mb-2"
        />
        <div id={`${id}-issue`} role="status">
          {isWritten && q !== '' && issue && (
            <p
              key={issue}
              className="after-a-moment mb-2 border-l-2 border-rubric pl-3 text-margin text-rubric"
            >
              {queryProblem(issue, t)}
            </p>
          )}
        </div>
        <FilterChips text={text} onText={write} within={within} onWithin={(next) => set('in', next)} />
        {!isWritten && (
          <>
            <SavedList />
            <FirstSearch onTry={write} onHow={() => set('how', '1')} />
          </>
        )}
      </PageRow>
      {isWritten && q !== '' && (
        <Results q={q} within={within} isAsked={!issue} field={field} onTry={write} />
      )}
      {isHow && (
        <LanguageSheet
          onClose={() => set('how', null)}
          onTry={(example) => {
            set('how', null);
            write(example);
          }}
        />
      )}
    </>
  );
}
