import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Resource } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { knownMemo } from '../../lib/memo-lists.ts';
import { keys } from '../../lib/query-keys.ts';
import { notePath } from '../../notes/note-text.tsx';
import { shownTitle } from '../../titles/shown-title.ts';
import { useFilesTexts } from './texts.ts';

const MOST = 3;

/** The notes that show a file, by their titles. */
export function ShownIn({ file, onFollow }: { file: Resource; onFollow?: () => void }) {
  const f = useFilesTexts();
  const ids = file.linkedMemos.map((name) => Number(name.replace('memos/', '')));
  if (ids.length === 0) return <span>{f('in-no-note')}</span>;
  const rest = ids.length - MOST;
  return (
    <span onClick={onFollow}>
      {ids.slice(0, MOST).map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <NoteTitle id={id} />
        </span>
      ))}
      {rest > 0 && ` ${f('and-more', { count: rest })}`}
    </span>
  );
}

function NoteTitle({ id }: { id: number }) {
  const t = useTexts();
  const { data } = useQuery({
    queryKey: keys.memo(id),
    queryFn: ({ signal }) => client.memos.get(id, signal),
    initialData: () => knownMemo(id),
  });
  return (
    <Link href={notePath(id)} className="underline decoration-hairline underline-offset-2 hover:text-rubric">
      {(data && shownTitle(data.title)) || t('untitled')}
    </Link>
  );
}
