import { cutAfter, plainText, wholeCharacters } from '../markdown/index.ts';
import { findHits, type Hit } from './find-hits.ts';
import type { SearchQuery } from './query.ts';
import { stretchOf } from './stretch.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char]!);

/**
 * The part of the note's plain text, `length` characters at most, that holds the most of what was searched for, as HTML:
 * hits in `<mark>`, and no other tag whatever the note holds. Without a hit it is the beginning. Of a long note only a
 * stretch is read: see `stretchOf`.
 */
export function markSnippet(content: string, query: SearchQuery, length = 160): string {
  const text = plainText(stretchOf(content, query));
  const hits = findHits(text, query.all);
  const start = windowStart(text, hits, length);
  const end = windowEnd(text, start, length);
  let html = '';
  let at = start;
  for (const hit of hits) {
    const from = Math.max(hit.from, at);
    const to = Math.min(hit.to, end);
    if (from >= to) continue;
    html += `${escape(text.slice(at, from))}<mark>${escape(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escape(text.slice(at, end));
}

/** Some words before the first hit of the window with the most different clauses, then the most hits. */
function windowStart(text: string, hits: readonly Hit[], length: number): number {
  const lead = Math.floor(length / 4);
  const counts = new Map<number, number>();
  let best = 0;
  let bestScore = -1;
  let last = 0;
  hits.forEach((hit, index) => {
    for (; last < hits.length && hits[last]!.to <= hit.from + length - lead; last++) {
      counts.set(hits[last]!.clause, (counts.get(hits[last]!.clause) ?? 0) + 1);
    }
    const score = counts.size * hits.length + (last - index);
    if (score > bestScore) {
      bestScore = score;
      best = hit.from;
    }
    if (last <= index) {
      last = index + 1;
      return;
    }
    const left = counts.get(hit.clause)! - 1;
    if (left > 0) counts.set(hit.clause, left);
    else counts.delete(hit.clause);
  });
  if (best <= lead || text.length <= length) return 0;
  const from = Math.min(best - lead, text.length - length);
  const space = text.indexOf(' ', from);
  const start = space >= 0 && space < best ? space + 1 : from;
  return wholeCharacters(text, start);
}

/** Ends between words if there is a gap in the last quarter. */
function windowEnd(text: string, start: number, length: number): number {
  const end = cutAfter(text, start, length);
  if (end === text.length || text[end] === ' ') return end;
  const space = text.lastIndexOf(' ', end - 1);
  return space > start + (length * 3) / 4 ? space : end;
}
