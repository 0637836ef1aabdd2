import { readBlocks } from '../markdown/blocks.ts';
import { Mark } from '../markdown/inline.ts';
import { walkLeaves } from '../markdown/walk.ts';
import { webAddress } from './address.ts';

/**
 * Markdown of somebody else, as it can stand in a note: a backslash before each `#tag` that the note would have, and what
 * links and pictures lead to relative to `base`, which are no notes of the reader. Every other byte stays.
 */
export function foreignMarkdown(content: string, base: string): string {
  let result = '';
  let at = 0;
  walkLeaves(content, readBlocks(content), ({ marks, base: offset }) => {
    for (let i = 0; i < marks.length; i += 3) {
      const [mark, from, to] = [marks[i], offset + marks[i + 1]!, offset + marks[i + 2]!];
      if (from < at) continue;
      if (mark === Mark.tag) {
        result += `${content.slice(at, from)}\\`;
        at = from;
      } else if (mark === Mark.target && marks[i + 1]! >= 0) {
        result += content.slice(at, from) + absolute(content.slice(from, to), base);
        at = to;
      }
    }
  });
  return result + content.slice(at);
}

/** Addresses of pictures in Markdown that was made absolute. */
export function picturesOf(content: string): string[] {
  const found = content.matchAll(/!\[[^\]\n]{0,1000}\]\(<?(https?:\/\/[^)\s>]+)/g);
  return [...new Set(Array.from(found, ([, url]) => url!))];
}

function absolute(target: string, base: string): string {
  const isBracketed = target.startsWith('<');
  const plain = isBracketed ? target.slice(1, -1) : target;
  if (plain === '' || /^(?:#|https?:|mailto:)/i.test(plain)) return target;
  const url = webAddress(plain, base)?.href ?? '#';
  return isBracketed ? `<${url}>` : url;
}
