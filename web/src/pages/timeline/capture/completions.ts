import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { fittingTags, noteTitles } from '../../../lib/completion-sources.ts';
import { formatDay, dayKey } from '../../../lib/dates.ts';
import { useTags } from '../../../lib/tags.ts';
import type { Question } from './question.ts';

export interface Completion {
  text: string;
  /** Beside it, smaller. */
  note?: string | undefined;
  insert: string;
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
