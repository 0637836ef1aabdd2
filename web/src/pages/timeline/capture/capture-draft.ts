import { useState } from 'react';
import type { Resource, Visibility } from '../../../../../src/client/index.ts';
import { drafts } from '../../../lib/drafts.ts';
import { createSignal } from '../../../lib/signal.ts';

export interface CaptureExtra {
  resources?: Resource[];
  visibility?: Visibility | undefined;
}

/** Puts something else into the capture box; whoever sets it has seen that nothing is lost by it. */
export const captureReplaced = createSignal<{ content: string; resources: Resource[] } | null>(null);

const NAME = 'capture';

/** What is in the capture box, kept on this device at each key until it is saved. */
export function useCaptureDraft(usual: Visibility, firstContent: string) {
  const [draft, setDraft] = useState(() => {
    const kept = drafts.read<CaptureExtra>(NAME);
    return {
      content: kept?.content ?? firstContent,
      resources: kept?.extra?.resources ?? [],
      visibility: kept?.extra?.visibility ?? usual,
      isSafe: true,
    };
  });
  type Change = Partial<Omit<typeof draft, 'isSafe'>>;
  const change = (changes: Change | ((before: typeof draft) => Change)) =>
    setDraft((before) => {
      const next = { ...before, ...(typeof changes === 'function' ? changes(before) : changes) };
      const { content, resources, visibility } = next;
      const isEmpty = content.trim() === '' && resources.length === 0;
      if (isEmpty) drafts.drop(NAME);
      return { ...next, isSafe: isEmpty || drafts.write(NAME, content, { resources, visibility }) };
    });
  const clear = (content = '') => {
    drafts.drop(NAME);
    setDraft((before) => ({ ...before, content, resources: [], isSafe: true }));
  };
  return { draft, change, clear };
}
