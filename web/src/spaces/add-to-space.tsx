import { lazy, Suspense } from 'react';
import type { Memo } from '../../../src/client/index.ts';

// Loaded when it is opened: menus of notes name it.
const SpacesOfNote = lazy(async () => ({ default: (await import('./spaces-of-note.tsx')).SpacesOfNote }));

interface Props {
  memo: Memo;
  open: boolean;
  onClose(): void;
}

/** Puts a note of one's own into spaces, and takes it out of them. */
export function AddToSpace({ memo, open, onClose }: Props) {
  if (!open) return null;
  return (
    <Suspense>
      <SpacesOfNote uid={memo.uid} onClose={onClose} />
    </Suspense>
  );
}
