import { paintFor } from './color.ts';
import { createFilter } from './filter.ts';
import type { CommandOptions } from './parse-command.ts';
import { titleOf } from './read-facts.ts';
import type { Source } from './source.ts';
import { textLines } from './text-lines.ts';

/** `64214a1d.md:3: text` for every line that is not empty, by file name. */
export function* lines(options: CommandOptions, source: Source): Generator<string> {
  const filter = options.filter ? createFilter(options.filter) : undefined;
  const paint = paintFor(options);
  for (const note of source.notes({ content: 'whole', mtime: false })) {
    const { filename, content } = note;
    if (filter && !filter.mayMatch(content)) continue;
    const prefix = options.prefix === 'title' ? `${paint(titleOf(note).title)} ` : '';
    for (const { number, text } of textLines(content)) {
      if (!filter || filter.matches(text)) yield `${filename}:${number}: ${prefix}${text}\n`;
    }
  }
}
