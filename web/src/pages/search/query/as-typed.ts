const EXCLUDED = /(?:^|\s)[-!][^\s|]+(?:\s*\|\s*[^\s|]+)*$/;
const FILTER = /^(?:#|(?:tag|is|has|before|after):)/i;

/**
 * A query whose last word may not be finished: it then stands for all words that begin like it, unless it is something
 * else than a word, or excluded.
 */
export function asTyped(q: string): string {
  const last = /[^\s|]+$/.exec(q)?.[0];
  if (last === undefined || EXCLUDED.test(q) || FILTER.test(last)) return q;
  const isQuoted = q.split('"').length % 2 === 0;
  return isQuoted || !/[\p{L}\p{N}\p{M}_]$/u.test(last) ? q : `${q}*`;
}
