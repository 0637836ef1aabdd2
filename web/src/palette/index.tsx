import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { Dialog } from '../ui/dialog.tsx';
import { queryProblem } from '../pages/search/query/problem-text.ts';
import { FilterHints } from './filter-hints.tsx';
import type { Item } from './items.ts';
import { KeyHints } from './key-hints.tsx';
import { PaletteList } from './palette-list.tsx';
import './palette.css';
import { useGroups } from './use-groups.tsx';

/** Everything there is, from one field. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const id = useId();
  const [, navigate] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { groups, issue, isComplete } = useGroups(text);
  const items = groups.flatMap((group) => group.items);
  const at = Math.max(
    items.findIndex(({ key }) => key === chosen),
    0,
  );

  const write = (next: string) => {
    setText(next);
    setChosen(null);
    field.current?.focus();
  };
  const take = (item: Item | undefined, inNewTab = false) => {
    if (!item) return;
    if (item.insert !== undefined) return write(item.insert);
    if (item.href !== undefined && inNewTab) {
      window.open(item.href, '_blank', 'noopener');
      return;
    }
    // The focus is where it was before something is done there.
    flushSync(onClose);
    if (item.href === undefined) item.run?.();
    else navigate(item.href);
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = (by: number) => setChosen(items[(at + by + items.length) % items.length]?.key ?? null);
    if (event.key === 'ArrowDown' || (event.ctrlKey && event.key === 'n')) step(1);
    else if (event.key === 'ArrowUp' || (event.ctrlKey && event.key === 'p')) step(-1);
    else if (event.key === 'Enter') take(items[at], event.metaKey || event.ctrlKey);
    else if (event.key === 'Tab' && !event.shiftKey && items[at]?.insert !== undefined) take(items[at]);
    else return;
    event.preventDefault();
  }
  const current = items[at]?.key;
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  // What was found for other words is scrolled away from.
  useLayoutEffect(() => {
    list.current?.scrollTo(0, 0);
  }, [text]);

  return (
    <Dialog title={t('search-everywhere')} hideTitle onClose={onClose} className="palette">
      <input
        ref={field}
        role="combobox"
        aria-label={t('search-everywhere')}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-describedby={issue ? `${id}-issue` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        placeholder={t('palette-placeholder')}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        className="palette-field"
      />
      <FilterHints text={text} onWrite={write} />
      {text.trim() !== '' && issue && (
        <p id={`${id}-issue`} className="px-5 pt-3 pb-1 text-margin text-faded">
          {queryProblem(issue, t)}
        </p>
      )}
      <p role="status" className="sr-only">
        {isComplete && t('palette-count', { count: items.length })}
      </p>
      <PaletteList
        ref={list}
        id={id}
        groups={groups}
        current={current}
        onPoint={setChosen}
        onTake={(item) => take(item)}
      />
      <KeyHints />
    </Dialog>
  );
}
