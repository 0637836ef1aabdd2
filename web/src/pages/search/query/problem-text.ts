import type { t } from '../../../lib/i18n.ts';
import type { TextKey } from '../../../texts/en.ts';

/** The sentences of the server about a query, and ours for them. */
const TEXTS: readonly [RegExp, TextKey][] = [
  [/^"is:(?<value>.*)" is unknown/s, 'search-bad-is'],
  [/^"has:(?<value>.*)" is unknown/s, 'search-bad-has'],
  [/^"tag:(?<value>.*)" names no tag/s, 'search-bad-tag'],
  [/^"(?<name>\w+):(?<value>.*)" is no date/s, 'search-bad-date'],
  [/^A filter such as (?<name>\w+): cannot be/, 'search-bad-side'],
  [/^(?<value>\S+) is both asked for/, 'search-bad-both'],
  [/^A query has at most/, 'search-too-long'],
  [/^Write a word/, 'search-no-word'],
];

/** What is wrong with a query and what to write instead, in the language of the app. */
export function queryProblem(issue: string, translate: typeof t): string {
  for (const [pattern, key] of TEXTS) {
    const match = pattern.exec(issue);
    if (match) return translate(key, { ...match.groups });
  }
  return issue;
}
