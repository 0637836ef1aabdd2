import { pageTexts, useTexts as useCommonTexts, type Params } from '../../lib/i18n.ts';
import type { TextKey } from '../../texts/en.ts';
import { de } from './de.ts';
import { en, type MemoryKey } from './en.ts';

const useOwnTexts = pageTexts({ en, de });

/** The texts of these pages, and those of the whole app. */
export function useTexts(): (key: MemoryKey | TextKey, params?: Params) => string {
  const own = useOwnTexts();
  const common = useCommonTexts();
  return (key, params) => (isOwn(key) ? own(key, params) : common(key, params));
}

const isOwn = (key: string): key is MemoryKey => Object.hasOwn(en, key);
