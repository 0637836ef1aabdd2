import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ClientError, type Memo, type Space } from '../../../../src/client/index.ts';
import { useCombobox } from '../../choosing/use-combobox.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { useUser } from '../../lib/session.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { placeMemory } from '../../memories/memory-lists.ts';
import { addAddress } from '../../spaces/add-address.ts';
import { shownTitle } from '../../titles/shown-title.ts';
import { problemText } from '../../ui/problem.tsx';
import { addressOf } from '../library/addresses.ts';

const MOST = 8;

/** Adds a note of one's own, found by its words, or a page by its address. */
export function AddLine({ space }: { space: Space }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const address = addressOf(text);
  const notes = useOwnNotes(address === null ? text : '');
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
  const box = useCombobox({
    label: t('space-add'),
    text,
    onText: (next) => {
      setText(next);
      setProblem('');
      setSaid('');
    },
    count: address === null ? (notes.data?.length ?? 0) : 1,
    onChoose: choose,
  });
  const isNone = box.isOpen && text.trim() !== '' && address === null && notes.data?.length === 0;

  return (
    <PageRow>
      <div className="relative mb-8">
        <input {...box.field} className="field" />
        <div {...box.list} className="floating absolute inset-x-0 top-11 p-1">
          {box.isShown &&
            (address === null ? (notes.data ?? []) : [null]).map((memo, index) => (
              <div key={memo?.id ?? 0} {...box.option(index)} className="floating-item">
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
      <span className="shrink-0 max-w-2/3 truncate font-medium">
        {shownTitle(memo.title) || t('untitled')}
      </span>
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
