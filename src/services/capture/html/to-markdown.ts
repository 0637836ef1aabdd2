import TurndownService from 'turndown';
import { cleanContent } from '../../../domain/capture/index.ts';
import type { PageElement } from './dom.ts';
import { addBlockRules } from './block-rules.ts';
import { addInlineRules } from './inline-rules.ts';
import { addTableRules } from './table-rules.ts';
import { escapeText } from '../../../domain/capture/index.ts';

export interface Written {
  content: string;
  /** Addresses of all pictures, in their order. */
  pictures: string[];
}

/**
 * An element of a prepared page as Markdown.
 * @param notes footnotes, by their number less one; those that are referred to follow at the end
 */
export function toMarkdown(element: PageElement, notes: readonly PageElement[]): Written {
  const pictures = new Set<string>();
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    br: '\\',
    // What has no rule below and no text, such as an empty cell, is still there.
    blankReplacement: (_content, node) => ((node as unknown as { isBlock: boolean }).isBlock ? '\n\n' : ''),
  });
  service.escape = escapeText;
  addInlineRules(service, (url) => pictures.add(url));
  addBlockRules(service);
  addTableRules(service);
  const write = (part: PageElement): string => cleanContent(service.turndown(part as never)).trim();

  const blocks = [withoutEmptyEnd(write(element))];
  const seen = new Set<number>();
  for (let at = 0; at < blocks.length; at++) {
    for (const [, digits] of blocks[at]!.matchAll(/(?<!\\)\[\^(\d{1,4})\](?!:)/g)) {
      const number = Number(digits);
      const note = notes[number - 1];
      if (!note || seen.has(number)) continue;
      seen.add(number);
      blocks.push(`[^${number}]: ${writeNote(note, write)}`);
    }
  }
  return { content: blocks.filter((block) => block !== '').join('\n\n'), pictures: [...pictures] };
}

/** Headings and rules at the end stand for what was taken out after them, such as a form. */
function withoutEmptyEnd(content: string): string {
  let end = content.length;
  for (;;) {
    const start = content.lastIndexOf('\n\n', end - 1);
    const block = content.slice(start < 0 ? 0 : start + 2, end);
    if (end === 0 || !/^(?:#{1,6} [^\n]*|---)$/.test(block)) return content.slice(0, end);
    end = Math.max(start, 0);
  }
}

/** What belongs to a note is indented. */
function writeNote(note: PageElement, write: (part: PageElement) => string): string {
  return write(note).replaceAll(/\n(?=[^\n])/g, '\n    ');
}
