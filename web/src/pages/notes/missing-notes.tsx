import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { ListedNote } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { keys } from '../../lib/query-keys.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { notePath } from '../../notes/note-text.tsx';
import { shownTitle } from '../../titles/shown-title.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Spinner } from '../../ui/spinner.tsx';

interface Missing {
  filename: string;
  namedBy: { Filename: string; Title: string }[];
}

const MOST = 200;

/** Files that notes link to, and that are not there. */
export function MissingNotes({ text }: { text: string }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.graph, 'files'],
    queryFn: ({ signal }) => client.notes.list(signal),
    refetchOnMount: 'always',
  });
  const all = useMemo(() => data && missingOf(data), [data]);
  if (error) return <PageRow children={<Problem error={error} onRetry={() => void refetch()} />} />;
  if (!all) return <PageRow children={<Spinner />} />;
  if (all.length === 0)
    return (
      <PageRow>
        <EmptyState title={t('notes-none-missing')}>{t('notes-missing-text')}</EmptyState>
      </PageRow>
    );
  const wanted = text.toLowerCase();
  const shown = all.filter(
    ({ filename, namedBy }) =>
      filename.toLowerCase().includes(wanted) ||
      namedBy.some(({ Title }) => Title.toLowerCase().includes(wanted)),
  );
  return (
    <>
      {shown.slice(0, MOST).map(({ filename, namedBy }) => (
        <div key={filename} className="mb-6">
          <PageRow
            left={<span className="inline-block pt-1">{t('link-count', { count: namedBy.length })}</span>}
          >
            <h2 className="font-mono text-ui wrap-anywhere">{filename}</h2>
            <p className="mt-1 text-margin text-faded">{t('notes-named-by')}</p>
            <ul>
              {namedBy.map((note) => (
                <li key={note.Filename} className="index-entry">
                  <Link href={notePath(note.Filename)} data-entry={note.Filename} className="index-link">
                    <span className="truncate">{shownTitle(note.Title) || t('untitled')}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </PageRow>
        </div>
      ))}
      {shown.length > MOST && <PageRow>{t('graph-more', { count: shown.length - MOST })}</PageRow>}
    </>
  );
}

function missingOf(notes: readonly ListedNote[]): Missing[] {
  const missing = new Map<string, Missing>();
  for (const { Filename, Title, OutgoingLinks } of notes) {
    for (const { Filename: filename, Title: there } of OutgoingLinks) {
      if (there !== '') continue;
      const entry = missing.get(filename) ?? { filename, namedBy: [] };
      if (!entry.namedBy.some((one) => one.Filename === Filename)) entry.namedBy.push({ Filename, Title });
      missing.set(filename, entry);
    }
  }
  return [...missing.values()].toSorted((a, b) => b.namedBy.length - a.namedBy.length);
}
