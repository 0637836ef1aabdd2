import type { Resource } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { confirm } from '../../ui/confirm.tsx';
import { problemText } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';
import { useFilesTexts } from './texts.ts';
import { fileIsGone } from './use-files.ts';

/** Asks, and deletes a file. */
export function useDeleteFile(): (file: Resource) => Promise<'gone' | 'kept' | 'failed'> {
  const t = useTexts();
  const f = useFilesTexts();
  return async (file) => {
    const name = file.filename;
    const count = file.linkedMemos.length;
    const text = count === 0 ? f('delete-text-unused') : f('delete-text', { count });
    if (!(await confirm({ title: f('delete-title', { name }), text, action: f('delete') }))) return 'kept';
    try {
      await client.resources.remove(file.id);
      fileIsGone(file);
      say(f('deleted', { name }));
      return 'gone';
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
      return 'failed';
    }
  };
}
