import { useUser } from '../../lib/session.ts';
import { useSignal } from '../../lib/signal.ts';
import { useTexts } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { confirm } from '../../ui/confirm.tsx';
import { problemText } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';
import { emptying, emptyTrash, stopEmptying } from './emptying.ts';
import { useTrashTexts } from './texts.ts';

/** The line above the list: how long things stay, and the button that ends it at once. */
export function EmptyTrash({ hasAny }: { hasAny: boolean }) {
  const t = useTexts();
  const s = useTrashTexts();
  const creator = useUser().name;
  const underWay = useSignal(emptying);

  async function start(): Promise<void> {
    const question = { title: s('empty-question'), text: s('empty-text'), action: s('empty') };
    if (!(await confirm(question))) return;
    try {
      const { removed, failed } = await emptyTrash(creator);
      say(failed > 0 ? s('emptied-partly', { removed, failed }) : s('emptied', { removed }));
    } catch (error) {
      if ((error as Error).name !== 'AbortError') say(t('not-done', { reason: problemText(error, t) }));
    }
  }

  if (underWay) {
    const { total, removed, failed } = underWay;
    return (
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 mb-4 border-b border-hairline pb-2 text-margin">
        <progress
          aria-label={s('emptying')}
          {...(total !== null && { value: removed + failed, max: Math.max(1, total) })}
          className="h-1 min-w-24 grow appearance-none overflow-hidden rounded bg-hairline [&::-moz-progress-bar]:bg-rubric [&::-webkit-progress-bar]:bg-hairline [&::-webkit-progress-value]:bg-rubric"
        />
        <span className="text-faded tabular-nums">
          {total === null ? s('counting') : s('removed-of', { removed, total })}
        </span>
        <Button onClick={stopEmptying}>{s('stop')}</Button>
      </div>
    );
  }
  if (!hasAny) return null;
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 mb-4 border-b border-hairline pb-2 text-margin text-faded">
      <p>{s('kept-for')}</p>
      <Button onClick={() => void start()}>{s('empty')}</Button>
    </div>
  );
}
