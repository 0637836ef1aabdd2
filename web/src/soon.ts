/**
 * What the first page is complete without, as one file: it is asked for when the page is there, or when something of it is
 * wanted before that. See lib/soon.tsx.
 */
export { UnsentLine } from './layout/unsent-line.tsx';
export { client } from './lib/client.ts';
export { keepSeen } from './lib/persist-writing.ts';
export { syncPreferences, takeFromDevice } from './lib/preferences.ts';
export { readUnsent, sendUnsent } from './lib/unsent.ts';
export * as actions from './notes/memo-actions.ts';
export { tickTask } from './notes/tick-task.ts';
export { VirtualFeed } from './notes/virtual-feed.tsx';
export { CaptureFiles } from './pages/timeline/capture/capture-files.tsx';
export { Completing } from './pages/timeline/capture/completing.tsx';
export { Confirmation } from './ui/confirm.tsx';
export { Toasts } from './ui/toasts.tsx';
