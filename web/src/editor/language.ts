import {
  commonmarkLanguage,
  deleteMarkupBackward,
  insertNewlineContinueMarkup,
} from '@codemirror/lang-markdown';
import {
  foldService,
  HighlightStyle,
  Language,
  LanguageSupport,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { GFM, type MarkdownConfig, type MarkdownParser } from '@lezer/markdown';
import { isShortName, nameEnd, opensWord } from '../../../src/domain/markdown/tag-name.ts';

/** `#tags`, by the rules that the server reads them by. */
const TagNames: MarkdownConfig = {
  defineNodes: [{ name: 'TagName', style: tags.labelName }],
  parseInline: [
    {
      name: 'TagName',
      parse(context, next, pos) {
        if (next !== 35 || (pos > context.offset && !opensWord(context.char(pos - 1)))) return -1;
        const text = context.slice(pos + 1, Math.min(context.end, pos + 220));
        const length = nameEnd(text, 0, text.length);
        if (length === 0 || !isShortName(text, 0, length)) return -1;
        return context.addElement(context.elt('TagName', pos, pos + 1 + length));
      },
    },
  ],
};

// Not `markdown()`: that brings the languages of HTML, CSS and JavaScript along, which weigh more than the rest.
const parser = (commonmarkLanguage.parser as MarkdownParser).configure([GFM, TagNames]);
const language = new Language(commonmarkLanguage.data, parser, [], 'markdown');

const looks = HighlightStyle.define([
  { tag: tags.heading1, class: 'cm-h1' },
  { tag: tags.heading2, class: 'cm-h2' },
  { tag: [tags.heading3, tags.heading4, tags.heading5, tags.heading6], class: 'cm-h3' },
  { tag: tags.strong, class: 'cm-strong' },
  { tag: tags.emphasis, class: 'cm-em' },
  { tag: tags.strikethrough, class: 'cm-struck' },
  { tag: tags.monospace, class: 'cm-code' },
  { tag: tags.quote, class: 'cm-quote' },
  { tag: tags.link, class: 'cm-link' },
  { tag: tags.labelName, class: 'cm-tag' },
  { tag: [tags.url, tags.processingInstruction, tags.contentSeparator, tags.escape], class: 'cm-syntax' },
  { tag: [tags.comment, tags.angleBracket, tags.tagName], class: 'cm-syntax' },
]);

/** How deep the heading is, from 1; null: it is something else. */
const depthOf = (name: string): number | null => {
  const found = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
  return found && Number(found[1]);
};

/** What stands below a heading, up to the next one that is not deeper: `markdown()` would bring the same. */
function sectionBelow(state: EditorState, start: number, end: number): { from: number; to: number } | null {
  let depth: number | null = null;
  let last = end;
  for (let node = syntaxTree(state).topNode.childAfter(start); node; node = node.nextSibling) {
    const other = depthOf(node.name);
    if (depth === null) {
      if (other === null || node.from < start || node.from > end) return null;
      depth = other;
    } else if (other !== null && other <= depth) break;
    last = node.to;
  }
  return last > end ? { from: end, to: last } : null;
}

export const markdownLanguage = (): Extension => [
  new LanguageSupport(language),
  foldService.of(sectionBelow),
  syntaxHighlighting(looks),
  keymap.of([
    { key: 'Enter', run: insertNewlineContinueMarkup },
    { key: 'Backspace', run: deleteMarkupBackward },
  ]),
];
