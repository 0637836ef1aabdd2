import { invalid } from '../errors.ts';
import { isTagName, tagKey } from '../markdown/index.ts';
import { parseInstant } from './date-filter.ts';
import type { Filters } from './query.ts';

const FILTER = /^(tag|is|has|before|after):(.*)$/is;

const HAS = { link: 'hasLink', file: 'hasFile', task: 'hasTask', code: 'hasCode' } as const;

export interface FilterPart {
  name: string;
  value: string;
}

/** Whether a word of a query is a filter: `tag:work`, `#work`, `is:pinned`, `has:link`, `before:…`, `after:…`. */
export function asFilter(word: string): FilterPart | null {
  if (word.startsWith('#') && isTagName(withoutSlash(word.slice(1)))) return { name: 'tag', value: word };
  const match = FILTER.exec(word);
  return match ? { name: match[1]!.toLowerCase(), value: match[2]! } : null;
}

/** Adds a filter, or its opposite. Throws INVALID_ARGUMENT (field `q`) with what could be written instead. */
export function addFilter(
  filters: Filters,
  { name, value }: FilterPart,
  negative: boolean,
  now: number,
): void {
  switch (name) {
    case 'tag':
      return addTag(filters, value, negative);
    case 'is':
      if (value.toLowerCase() !== 'pinned')
        throw invalid('q', `"is:${value}" is unknown: is:pinned is possible`);
      return setFlag(filters, 'pinned', negative, 'is:pinned');
    case 'has': {
      const flag = Object.hasOwn(HAS, value.toLowerCase())
        ? HAS[value.toLowerCase() as keyof typeof HAS]
        : null;
      if (!flag)
        throw invalid(
          'q',
          `"has:${value}" is unknown: has:link, has:file, has:task and has:code are possible`,
        );
      return setFlag(filters, flag, negative, `has:${value.toLowerCase()}`);
    }
    default:
      return addInstant(filters, name, value, negative, now);
  }
}

const withoutSlash = (name: string): string => name.replace(/\/$/, '');

function addTag(filters: Filters, value: string, negative: boolean): void {
  const name = withoutSlash(value.replace(/^#/, ''));
  if (!isTagName(name))
    throw invalid('q', `"tag:${value}" names no tag: write it as in tag:work or tag:work/alpha`);
  const keys = negative ? filters.notTags : filters.tags;
  const key = tagKey(name);
  if (!keys.includes(key)) keys.push(key);
}

type Flag = 'pinned' | (typeof HAS)[keyof typeof HAS];

function setFlag(filters: Filters, flag: Flag, negative: boolean, written: string): void {
  if (filters[flag] === negative) throw invalid('q', `${written} is both asked for and excluded`);
  filters[flag] = !negative;
}

function addInstant(filters: Filters, name: string, value: string, negative: boolean, now: number): void {
  const instant = parseInstant(value, now);
  if (instant === null) {
    throw invalid(
      'q',
      `"${name}:${value}" is no date: write it as in ${name}:2025-01-31, or ${name}:7d for 7 days ago`,
    );
  }
  // Not before an instant is from it on, and the other way round.
  if ((name === 'before') !== negative) filters.before = Math.min(filters.before ?? Infinity, instant);
  else filters.after = Math.max(filters.after ?? -Infinity, instant);
}
