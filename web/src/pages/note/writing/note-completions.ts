import type { EditorProps } from '../../../editor/index.ts';
import { client } from '../../../lib/client.ts';
import { fittingTags, noteTitles } from '../../../lib/completion-sources.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { keys } from '../../../lib/query-keys.ts';

/** What the capture box offers, too. */
export const noteCompletions: NonNullable<EditorProps['completions']> = {
  async tags(prefix) {
    const tags = await queryClient
      .ensureQueryData({ queryKey: keys.tags, queryFn: async () => (await client.tags.list()).data })
      .catch(() => []);
    return fittingTags(tags, prefix).map(({ name }) => name);
  },
  notes: (query) => queryClient.ensureQueryData(noteTitles(query)).catch(() => []),
};
