import { pageTexts } from '../../../lib/i18n.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export const useSettingsTexts = pageTexts({ en, de });
export type { SettingsKey } from './en.ts';
