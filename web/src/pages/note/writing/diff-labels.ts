import type { t } from '../../../lib/i18n.ts';

/** What is said of a comparison; the number of lines is put in where they are counted. */
export const diffLabels = (text: typeof t) => ({
  added: text('diff-added'),
  removed: text('diff-removed'),
  same: text('diff-same'),
  hidden: text('diff-hidden', { n: '{n}' }),
});
