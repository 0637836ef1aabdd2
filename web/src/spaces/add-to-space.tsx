import type { Memo } from '../../../src/client/index.ts';
import { SpacesOfNote } from './spaces-of-note.tsx';

interface Props {
  memo: Memo;
  open: boolean;
  onClose(): void;
}

/** Puts a note of one's own into spaces, and takes it out of them. */
export function AddToSpace({ memo, open, onClose }: Props) {
  return open && <SpacesOfNote uid={memo.uid} onClose={onClose} />;
}
