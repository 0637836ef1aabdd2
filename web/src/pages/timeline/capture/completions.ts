import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { fittingTags, noteTitles } from '../../../lib/completion-sources.ts';
import { formatDay, dayKey } from '../../../lib/dates.ts';
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
  return fittingTags(data, text).map(({ name, count }) => ({
    text: `#${name}`,
    note: String(count),
    insert: `#${name} `,
  }));
}

function useNoteCompletions(text: string | null): readonly Completion[] {
  const { data = [] } = useQuery({
    ...noteTitles(text ?? ''),
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
