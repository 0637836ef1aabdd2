import { device } from './device.ts';
import { outbox } from './outbox.ts';
import { sendNotes } from './send-notes.ts';
import { createSignal, useSignal } from './signal.ts';
import { isStillMine } from './still-mine.ts';
import { unsentChanges } from './unsent-changes.ts';
import { unsentEdits } from './unsent-edits.ts';
import { isUploading } from './uploads.ts';

const RETRY_MS = 15_000;
let underWay: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether something is being sent. */
export const isSending = createSignal(false);

/** Everything that was written or done here and that the server does not have: notes, edits, states, in this order. */
export function sendUnsent(): Promise<void> {
  return (underWay ??= send().finally(() => (underWay = null)));
}

async function send(): Promise<void> {
  clearTimeout(timer);
  if (!isStillMine()) return;
  isSending.set(true);
  try {
    await sendNotes();
    unsentEdits.readAgain();
    for (const edit of unsentEdits.entries.get()) if (edit.status === 'waiting') await unsentEdits.send(edit);
    for (const change of unsentChanges.entries.get()) if (!change.refused) await unsentChanges.send(change);
  } finally {
    isSending.set(false);
    const isLeft =
      unsentEdits.entries.get().some(({ status }) => status === 'waiting') ||
      unsentChanges.entries.get().some(({ refused }) => !refused);
    if (isLeft) timer = setTimeout(() => void sendUnsent(), RETRY_MS);
  }
}

/** After another account has taken the device. */
export function readUnsent(): void {
  outbox.readAgain();
  unsentChanges.readAgain();
  unsentEdits.readAgain();
}

/** Whether all of it would be there after a reload. */
export const isUnsentKept = (): boolean =>
  ['outbox.', 'draft.', 'change.', 'of.'].every((prefix) => device.names(prefix).every(device.isKept));

// What is nowhere but in this page is not left without a question.
window.addEventListener('beforeunload', (event) => {
  if (isUploading() || !isUnsentKept()) event.preventDefault();
});
// Another window has sent something, or given it up.
window.addEventListener('storage', ({ key, newValue }) => {
  if (newValue === null && key?.startsWith('commonplace.outbox.')) outbox.forgetGone();
});

export function useUnsent() {
  const notes = useSignal(outbox.entries);
  const edits = useSignal(unsentEdits.entries);
  const changes = useSignal(unsentChanges.entries);
  return { notes, edits, changes, count: notes.length + edits.length + changes.length };
}
