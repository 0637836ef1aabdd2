import { CircleDot, FileText, Files, Layers, LibraryBig, ScrollText, type LucideIcon } from 'lucide-react';
import type { TextKey } from '../texts/en.ts';

/** The places of the rail, in its order. */
export const PLACES: readonly { path: string; text: TextKey; icon: LucideIcon; keys: string }[] = [
  { path: '/', text: 'timeline', icon: ScrollText, keys: 'g t' },
  { path: '/notes', text: 'notes', icon: FileText, keys: 'g n' },
  { path: '/library', text: 'library', icon: LibraryBig, keys: 'g l' },
  { path: '/spaces', text: 'spaces', icon: Layers, keys: 'g s' },
  { path: '/graph', text: 'graph', icon: CircleDot, keys: 'g g' },
  { path: '/files', text: 'files', icon: Files, keys: 'g f' },
];
