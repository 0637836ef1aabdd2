import { paintFor } from './color.ts';
import { countsOf, linksOf, titleOf } from './read-facts.ts';
import type { CommandOptions } from './parse-command.ts';
import type { Source } from './source.ts';

/** The width of the first column of `--table`. */
const KEY_WIDTH = 9;

/** One line a number: notes, labels, orphans, links, dangling links, lines, words, bytes. */
export function* stats(options: CommandOptions, source: Source): Generator<string> {
  const paint = paintFor(options);
  for (const [key, value] of Object.entries(count(source))) {
    yield `${paint(options.table ? key.padEnd(KEY_WIDTH) : key)} ${value}\n`;
  }
}

function count(source: Source) {
  const filenames = new Set<string>();
  const linkless = new Set<string>();
  const targets = new Map<string, number>();
  const sums = { labels: 0, links: 0, lines: 0, words: 0, chars: 0 };
  for (const note of source.notes({ content: 'facts', mtime: false })) {
    const links = linksOf(note);
    const { lines, words, chars } = countsOf(note);
    filenames.add(note.filename);
    if (links.length === 0) linkless.add(note.filename);
    for (const { target } of links) targets.set(target, (targets.get(target) ?? 0) + 1);
    if (titleOf(note).isLabel) sums.labels++;
    sums.links += links.length;
    sums.lines += lines;
    sums.words += words;
    sums.chars += chars;
  }
  let dangling = 0;
  for (const [target, times] of targets) {
    if (!filenames.has(target)) dangling += times;
    linkless.delete(target);
  }
  const { labels, links, lines, words, chars } = sums;
  return { notes: filenames.size, labels, orphans: linkless.size, links, dangling, lines, words, chars };
}
