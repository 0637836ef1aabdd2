import { pageTexts } from '../../lib/i18n.ts';

const en = {
  shown: '{shown} of {count|# note|# notes}',
};

const de: Record<keyof typeof en, string> = {
  shown: '{shown} von {count|# Notiz|# Notizen}',
};

export const useGraphTexts = pageTexts({ en, de });
