import type { Memory } from '../../../src/client/index.ts';
import { shownTitle } from '../titles/shown-title.ts';
import { isSavedPage } from './memory-lists.ts';

/** As it is read; that of a saved page has no marks any more. */
export const titleOf = (memory: Memory): string =>
  isSavedPage(memory) ? memory.title : shownTitle(memory.title);
