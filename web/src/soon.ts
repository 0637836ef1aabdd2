/**
 * What the first page is complete without, as one file: it is asked for when the page is there, or when something of it is
 * wanted before that. See lib/soon.tsx.
 */
export { onceShown } from './app/once-shown.ts';
export { UnsentLine } from './layout/unsent-line.tsx';
export { client } from './lib/client.ts';
export { syncPreferences, takeFromDevice } from './lib/preferences.ts';
export { sendNote } from './lib/send-notes.ts';
export { readUnsent, sendUnsent } from './lib/unsent.ts';
export * as actions from './notes/memo-actions.ts';
export { tickTask } from './notes/tick-task.ts';
export { VirtualFeed } from './notes/virtual-feed.tsx';
export { CaptureFiles } from './pages/timeline/capture/capture-files.tsx';
export { captureFiles } from './pages/timeline/capture/capture-uploads.ts';
export { Completing } from './pages/timeline/capture/completing.tsx';
export { editAgain } from './pages/timeline/capture/edit-again.ts';
export { Confirmation } from './ui/confirm.tsx';
export { Toasts } from './ui/toasts.tsx';
