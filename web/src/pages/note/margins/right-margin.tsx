import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Memo, MemoLinks } from '../../../../../src/client/index.ts';
import { formatBytes } from '../../../lib/bytes.ts';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { keys } from '../../../lib/query-keys.ts';
import { notePath } from '../../../notes/note-text.tsx';
import { shownTitle } from '../../../titles/shown-title.ts';
import { sharedPath } from '../addresses.ts';

interface Props {
  memo: Memo;
  links: MemoLinks;
  isOwn: boolean;
  /** Makes the note that a link names and that is not there. */
  onCreate?: ((filename: string) => void) | undefined;
}

/** What belongs to the note and is not in its text. */
export function RightMargin({ memo, links, isOwn, onCreate }: Props) {
  const t = useTexts();
  const spaces = useSpacesOf(memo, isOwn);
  const pathOf = ({ filename, uid }: { filename: string; uid: string }) =>
    isOwn ? notePath(filename) : sharedPath({ uid });
  const leading = unique(links.outgoing);
  const backlinks = byNote(links.incoming);
  const nothing =
    memo.tags.length + backlinks.length + leading.length + memo.resources.length + spaces.length === 0;
  if (nothing) return null;
  return (
    <div className="note-side">
      {memo.tags.length > 0 && (
        <ul aria-label={t('tags')} className="flex flex-wrap gap-x-3 lg:block">
          {memo.tags.map((tag) => (
            <li key={tag} className="truncate">
              {isOwn ? (
                <Link href={`/?tag=${encodeURIComponent(tag)}`} className="note-side-link">
                  #{tag}
                </Link>
              ) : (
                `#${tag}`
              )}
            </li>
          ))}
        </ul>
      )}
      {backlinks.length > 0 && (
        <Group name={t('note-backlinks')}>
          {backlinks.map(({ note, lines }) => (
            <li key={note.uid}>
              <Link href={pathOf(note)} className="note-side-link font-medium text-ink">
                {shownTitle(note.title) || t('untitled')}
              </Link>
              {lines.map(({ line, text }) => (
                <p key={line} className="note-line">
                  {shownTitle(text)}
                </p>
              ))}
            </li>
          ))}
        </Group>
      )}
      {leading.length > 0 && (
        <Group name={t('note-links')}>
          {leading.map(({ filename, uid, title, label }) => (
            <li key={filename}>
              {uid !== null ? (
                <Link href={pathOf({ filename, uid })} className="note-side-link text-ink">
                  {shownTitle(title ?? '') || t('untitled')}
                </Link>
              ) : (
                <>
                  <span>{shownTitle(label) || filename}</span>
                  {onCreate && (
                    <button type="button" className="note-create" onClick={() => onCreate(filename)}>
                      {t('note-create')}
                    </button>
                  )}
                </>
              )}
            </li>
          ))}
        </Group>
      )}
      {memo.resources.length > 0 && (
        <Group name={t('files')}>
          {memo.resources.map(({ uid, filename, size }) => (
            <li key={uid} className="flex gap-2">
              <a href={client.resources.address(uid)} className="note-side-link truncate text-ink">
                {filename}
              </a>
              <span className="shrink-0 tabular-nums">{formatBytes(size)}</span>
            </li>
          ))}
        </Group>
      )}
      {spaces.length > 0 && (
        <Group name={t('spaces')}>
          {spaces.map(({ id, name }) => (
            <li key={id}>
              <Link href={`/spaces/${id}`} className="note-side-link text-ink">
                {name}
              </Link>
            </li>
          ))}
        </Group>
      )}
    </div>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section>
      <h2>{name}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function useSpacesOf({ uid }: Memo, isOwn: boolean): { id: string; name: string }[] {
  const { data } = useQuery({
    queryKey: keys.memory(uid),
    queryFn: ({ signal }) => client.memories.get(uid, signal),
    enabled: isOwn,
    refetchOnMount: 'always',
  });
  return data?.spaces ?? [];
}

/** Each note that is linked once, those that are there first. */
function unique(links: MemoLinks['outgoing']): MemoLinks['outgoing'] {
  const first = [...new Map(links.toReversed().map((link) => [link.filename, link])).values()].toReversed();
  return first.toSorted((a, b) => Number(a.uid === null) - Number(b.uid === null));
}

type Incoming = MemoLinks['incoming'];

function byNote(links: Incoming): { note: Incoming[number]; lines: Incoming }[] {
  return [...Map.groupBy(links, ({ uid }) => uid).values()].map((lines) => ({ note: lines[0]!, lines }));
}
