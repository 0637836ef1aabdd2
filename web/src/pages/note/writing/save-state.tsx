import { useTexts } from '../../../lib/i18n.ts';
import { ClientError } from '../../../../../src/client/index.ts';
import { problemText } from '../../../ui/problem.tsx';
import type { Writing } from './use-writing.ts';

/** Where the text is: said quietly, and aloud only where somebody should know. */
export function SaveState({ writing: { state, isSafe, isEditing } }: { writing: Writing }) {
  const t = useTexts();
  const { status, problem } = state;
  const isOffline = problem instanceof ClientError && problem.status === 0;
  const text =
    status === 'failed'
      ? isOffline
        ? t('note-not-saved-offline')
        : t('note-not-saved', { reason: problemText(problem, t) })
      : status === 'conflict'
        ? t('note-not-saved-conflict')
        : status === 'saved'
          ? isEditing && t('note-saved')
          : t('note-saving');
  return (
    <p role="status" className="text-margin text-faded">
      {text && <span className={status === 'failed' ? 'text-rubric' : ''}>{text}</span>}
      {!isSafe && <span className="text-rubric"> {t('draft-not-kept')}</span>}
    </p>
  );
}
