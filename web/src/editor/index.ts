import { lazy } from 'react';

/** The editor, in a chunk of its own: wrap it in `Suspense`, with the text of the note as the fallback. */
export const Editor = lazy(async () => ({ default: (await import('./editor.tsx')).Editor }));
/** What changed between two texts, likewise in a chunk of its own. */
export const Diff = lazy(async () => ({ default: (await import('./diff.tsx')).Diff }));
export type { EditorHandle, EditorProps } from './editor.tsx';
export { useAutosave, type Autosave } from './use-autosave.ts';
export type { SaveAnswer } from './autosave-machine.ts';
