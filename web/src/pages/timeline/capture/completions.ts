import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { client } from '../../../lib/client.ts';
import { formatDay, dayKey } from '../../../lib/dates.ts';
import { keys } from '../../../lib/query-keys.ts';
import { useTags } from '../../../lib/tags.ts';

export interface Question {
  kind: 'tag' | 'note';
  /** What was written of it. */
  text: string;
  /** Where in the text the completion begins. */
  start: number;
}

export interface Completion {
  text: string;
  /** Beside it, smaller. */
  note?: string | undefined;
  insert: string;
}

const MOST = 8;
const TAG = /(?:^|[\s([{>])#([\p{L}\p{N}_\-/]{0,80})$/u;
const NOTE = /\[\[([^[\]\n]{0,80})$/;

/** What is being written before the cursor, if it is a tag or a link to a note. */
export function questionAt(text: string, caret: number): Question | null {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const tag = TAG.exec(line)?.[1];
  if (tag !== undefined) return { kind: 'tag', text: tag, start: caret - tag.length - 1 };
  const note = NOTE.exec(line)?.[1];
  return note === undefined ? null : { kind: 'note', text: note, start: caret - note.length - 2 };
}

export function useCompletions(question: Question | null): readonly Completion[] {
  const tags = useTagCompletions(question?.kind === 'tag' ? question.text : null);
  const notes = useNoteCompletions(question?.kind === 'note' ? question.text : null);
  return question?.kind === 'note' ? notes : tags;
}

function useTagCompletions(text: string | null): readonly Completion[] {
  const { data = [] } = useTags();
  if (text === null) return [];
  const wanted = text.toLowerCase();
  const fitting = data.filter(
    ({ name }) => name.toLowerCase().includes(wanted) && name.toLowerCase() !== wanted,
  );
  const begins = (name: string) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return fitting
    .toSorted((a, b) => begins(a.name) - begins(b.name))
    .slice(0, MOST)
    .map(({ name, count }) => ({ text: `#${name}`, note: String(count), insert: `#${name} ` }));
}

/** By the same search as everywhere; without a word, the newest. */
function useNoteCompletions(text: string | null): readonly Completion[] {
  const words = (text ?? '').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const q = words.map((word, index) => (index === words.length - 1 ? `${word}*` : word)).join(' ');
  const { data = [] } = useQuery({
    queryKey: [...keys.noteTitles, q],
    queryFn: async ({ signal }) =>
      (q === ''
        ? await client.memos.list({ limit: MOST }, signal)
        : await client.memos.search({ q, limit: MOST }, signal)
      ).data.map(({ title, filename, createTime }) => ({ title, filename, createTime })),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  if (text === null) return [];
  return data.map(({ title, filename, createTime }) => ({
    text: title,
    note: formatDay(dayKey(createTime)),
    insert: `[${title.replaceAll(/[[\]]/g, '')}](${filename})`,
  }));
}
