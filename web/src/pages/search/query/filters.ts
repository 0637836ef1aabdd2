import type { TextKey } from '../../../texts/en.ts';

/** The filters of the search language with an example of each, as docs/api-memos.md names them; tags aside. */
export const FILTERS: readonly { token: string; text: TextKey }[] = [
  { token: 'is:pinned', text: 'pinned' },
  { token: 'has:link', text: 'kind-link' },
  { token: 'has:file', text: 'kind-file' },
  { token: 'has:task', text: 'kind-task' },
  { token: 'has:code', text: 'kind-code' },
  { token: 'after:24h', text: 'search-last-day' },
  { token: 'after:7d', text: 'search-last-week' },
  { token: 'after:4w', text: 'search-last-month' },
  { token: 'after:52w', text: 'search-last-year' },
  { token: 'before:52w', text: 'search-before-year' },
];
