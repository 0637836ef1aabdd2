import { useState } from 'react';
import type { Memory } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { useTexts } from './texts/index.ts';
import { Button } from '../ui/button.tsx';
import { problemText } from '../ui/problem.tsx';
import { say } from '../ui/toasts.tsx';
import { placeMemory } from './memory-lists.ts';

/** What became of fetching a page, where it is not simply there; with `canRetry`, to be tried again. */
export function CaptureState({ memory, canRetry }: { memory: Memory; canRetry: boolean }) {
  const t = useTexts();
  const { again, isBusy } = useCaptureAgain(memory);
  if (memory.status === 'queued') {
    return (
      <p role="status" className="mt-1 inline-flex items-center gap-2 text-margin text-faded">
        <span
          aria-hidden
          className="size-3 animate-[turn_1s_linear_infinite] rounded-full border-2 border-hairline border-t-rubric"
        />
        {t('lib-queued')}
      </p>
    );
  }
  if (memory.status !== 'failed') return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2 text-margin">
      <p className="text-rubric">{t('lib-why', { reason: memory.reason ?? '' })}</p>
      <p className="text-faded">{t('lib-kept')}</p>
      {canRetry && (
        <Button disabled={isBusy} onClick={() => void again()}>
          {t('try-again')}
        </Button>
      )}
    </div>
  );
}

export function useCaptureAgain(memory: Memory): { again: () => Promise<void>; isBusy: boolean } {
  const t = useTexts();
  const [isBusy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    try {
      const asked = await client.memories.capture(memory.id);
      placeMemory(asked);
      if (asked.edited) say(t('again-edited'));
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    }
    setBusy(false);
  };
  return { again, isBusy };
}
