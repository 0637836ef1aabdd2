import { useEffect, useState } from 'react';
import type { Resource, Visibility } from '../../../../../src/client/index.ts';
import { deviceUser } from '../../../lib/device-user.ts';
import { createSignal, useSignal } from '../../../lib/signal.ts';
import { isStillMine } from '../../../lib/still-mine.ts';
import type { Uploads } from '../../../lib/uploads.ts';
import { draftPlace } from './draft-place.ts';

interface Kept {
  resources: Resource[];
  visibility: Visibility;
}
interface CaptureDraft extends Kept {
  content: string;
  /** What stood in the box before somebody wrote. */
  first: string;
  /** Whose it is, by id. */
  owner: number | null;
  isSafe: boolean;
}

const NOTHING = { content: '', first: '', resources: [], visibility: 'PRIVATE', isSafe: true } as const;

/**
 * What is in the capture box, kept on this device at each key until it is saved; and the files that it will have, which go on
 * being sent when one turns to another page.
 */
export const captureDraft = createSignal<CaptureDraft>({ ...NOTHING, resources: [], owner: null });
export const captureUploads = createSignal<Uploads>([]);

export function changeDraft(changes: Partial<Kept & { content: string }>): void {
  const before = captureDraft.get();
  const next = { ...before, ...changes };
  const { content, resources, visibility } = next;
  const isEmpty = content.trim() === '' && resources.length === 0;
  if (isEmpty) draftPlace.leave(before.content);
  captureDraft.set({ ...next, isSafe: isEmpty || draftPlace.write(content, { resources, visibility }) });
}

/** Whether nothing would be lost if something else stood in the box. */
export function isUntouched(): boolean {
  const { content, first, resources } = captureDraft.get();
  const isSame = content === first || content.trim() === '';
  return isSame && resources.length === 0 && captureUploads.get().length === 0;
}

export function useCaptureDraft(usual: Visibility, first: string): CaptureDraft {
  useState(() => open(usual, first));
  useEffect(() => {
    if (isUntouched()) void draftPlace.adopt().then(() => isUntouched() && open(usual, first));
    window.addEventListener('pagehide', keepAgain);
    return () => window.removeEventListener('pagehide', keepAgain);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- as it was when the box was opened.
  }, []);
  return useSignal(captureDraft);
}

/** What this window has in memory, if it is of who is here; else what it has kept. */
function open(usual: Visibility, first: string): void {
  const owner = deviceUser();
  const isOther = owner !== captureDraft.get().owner;
  if (isOther) captureUploads.set([]);
  else if (!isUntouched()) return;
  const kept = draftPlace.read<Partial<Kept>>();
  if (!kept) draftPlace.leave('');
  captureDraft.set({
    content: kept?.content ?? first,
    first,
    resources: kept?.extra?.resources ?? [],
    visibility: kept?.extra?.visibility ?? usual,
    owner,
    isSafe: true,
  });
}

/** Another window that shows the same draft may have dropped it. */
function keepAgain(): void {
  const { content, resources, visibility } = captureDraft.get();
  if (draftPlace.name() === null || draftPlace.read() !== null || !isStillMine()) return;
  draftPlace.write(content, { resources, visibility });
}
