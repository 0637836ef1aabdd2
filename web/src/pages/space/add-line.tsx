import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react';
import { ClientError, type Memo, type Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { useUser } from '../../lib/session.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { placeMemory } from '../../memories/memory-lists.ts';
import { addAddress } from '../../spaces/add-address.ts';
import { problemText } from '../../ui/problem.tsx';
import { addressOf } from '../library/addresses.ts';

const MOST = 8;

/** Adds a note of one's own, found by its words, or a page by its address. */
export function AddLine({ space }: { space: Space }) {
  const t = useTexts();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const address = addressOf(text);
  const notes = useOwnNotes(address === null ? text : '');
  const count = address === null ? (notes.data?.length ?? 0) : 1;
  const isShown = isOpen && text.trim() !== '' && count > 0;
  const isNone = isOpen && text.trim() !== '' && address === null && notes.data?.length === 0;

  async function add(work: () => Promise<string>): Promise<void> {
    setBusy(true);
    setProblem('');
    setSaid('');
    try {
      const uid = await work();
      setText('');
      setSaid(t('space-added', { name: space.name }));
      placeMemory(await client.memories.get(uid), space.id);
      void queryClient.invalidateQueries({ queryKey: keys.memory(uid) });
    } catch (error) {
      const isThere = error instanceof ClientError && error.status === 409;
      setProblem(isThere ? t('space-holds-it') : t('not-done', { reason: problemText(error, t) }));
    }
    setBusy(false);
  }
  function choose(index: number): void {
    if (isBusy) return;
    const memo = notes.data?.[index];
    if (address !== null) void add(() => addAddress(address, space.id));
    else if (memo) void add(async () => (await client.spaces.addContent(space.id, memo.uid), memo.uid));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && isShown) setOpen(false);
    else if (event.key === 'ArrowDown' && isShown) setAt((at + 1) % count);
    else if (event.key === 'ArrowUp' && isShown) setAt((at + count - 1) % count);
    else if (event.key === 'Enter' && isShown) choose(at);
    else return;
    event.preventDefault();
  }

  return (
    <PageRow>
      <div className="relative mb-8">
        <input
          role="combobox"
          aria-label={t('space-add')}
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-activedescendant={isShown ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          autoCapitalize="none"
          placeholder={t('space-add')}
          value={text}
          className="field"
          onKeyDown={onKeyDown}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            setOpen(true);
            setProblem('');
            setSaid('');
          }}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t('space-add')}
          hidden={!isShown}
          className="floating absolute inset-x-0 top-11 p-1"
        >
          {isShown &&
            (address === null ? (notes.data ?? []) : [null]).map((memo, index) => (
              <div
                key={memo?.id ?? 0}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                className="floating-item"
                // The field keeps the focus.
                onPointerDown={(event) => event.preventDefault()}
                onPointerEnter={() => setAt(index)}
                onClick={() => choose(index)}
              >
                {memo === null ? t('space-add-page') : <NoteChoice memo={memo} />}
              </div>
            ))}
        </div>
        <p role="status" className="mt-2 text-margin text-faded empty:hidden">
          {isNone ? t('space-add-none') : said}
        </p>
        <p role="alert" className="mt-2 text-margin text-rubric empty:hidden">
          {problem}
        </p>
      </div>
    </PageRow>
  );
}

function NoteChoice({ memo }: { memo: Memo }) {
  const t = useTexts();
  return (
    <>
      <span className="shrink-0 max-w-2/3 truncate font-medium">{memo.title || t('untitled')}</span>
      <span className="truncate text-faded">{memo.snippet.replace(/<\/?mark>/g, '')}</span>
    </>
  );
}

/** The last word may be half a word. */
function useOwnNotes(text: string) {
  const me = useUser().name;
  const words = useDeferredValue(text.trim());
  return useQuery({
    queryKey: ['own-notes', words],
    queryFn: async ({ signal }) => {
      const q = /[\p{L}\p{N}]$/u.test(words) ? `${words}*` : words;
      const { data } = await client.memos.search({ q, limit: 3 * MOST }, signal);
      return data.filter(({ creator }) => creator === me).slice(0, MOST);
    },
    enabled: words !== '',
    placeholderData: (before) => (words === '' ? undefined : keepPreviousData(before)),
    retry: false,
    staleTime: 0,
  });
}
