import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { nameEnd } from '../../../src/domain/markdown/tag-name.ts';
import { escapeHtml, escapeProse } from './escape.ts';
import { footnoteExtensions, Footnotes } from './footnotes.ts';
import { linkStart, pictureHtml } from './link-html.ts';
import { HEADING, markNote, TAG, TASK, unmark } from './marks.ts';
import { mathExtensions } from './math-syntax.ts';
import { outlineOf, type OutlineHeading } from './outline.ts';
import { harmlessHtml } from './raw-html.ts';
import { isWrapped } from './wrapped.ts';

export interface HtmlOptions {
  /** What ids of this note begin with on the page, such as `note-12-`. */
  prefix: string;
  /** Whether a line end in a paragraph is one on the page, except where an editor has folded the text. */
  breaks: boolean;
  /** In characters. */
  partLength: number;
}

export interface NoteHtml {
  /** In how many parts the note is shown. */
  parts: number;
  /**
   * One part as HTML of ours: no attribute or element gets into it that this folder did not write, and none of them is
   * `style`. It is sanitised once more before it becomes a part of the page.
   */
  html(part: number): string;
}

/** Longer parts, which a note has that is one paragraph, are shown as plain text. */
const LONGEST_PART = 100_000;
/** In one paragraph; Marked needs time by the square of them. */
const MOST_BRACKETS = 1000;

function isLaborious(text: string): boolean {
  if (text.length > LONGEST_PART || /^[ >]{200}/m.test(text)) return true;
  let brackets = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 60) brackets++;
    else if (code === 10 && text.charCodeAt(i + 1) === 10) brackets = 0;
    if (brackets > MOST_BRACKETS) return true;
  }
  return false;
}

const DEFINITIONS = /^ {0,3}\[[^\]\n]{1,200}\]:[^\n]{1,2000}$/gm;

/** Reads a note, in time linear in its size; what is made of it is made part by part. */
export function openNote(content: string, options: HtmlOptions): NoteHtml {
  const marked = markNote(content, options.partLength);
  const { parts } = marked;
  // What is defined anywhere holds everywhere.
  const definitions =
    parts.length > 1 ? `\n\n${(parts.join('').match(DEFINITIONS) ?? []).slice(0, 500).join('\n\n')}` : '';
  let outline: readonly OutlineHeading[] | null = null;
  const slugAt = (index: number): string => (outline ??= outlineOf(content))[index]?.slug ?? '';
  return {
    parts: parts.length,
    html(part) {
      const text = parts[part]!;
      const notes = new Footnotes(part === 0 ? options.prefix : `${options.prefix}${part}-`);
      if (!isLaborious(text)) {
        try {
          return partHtml(text + definitions, marked.tasks, notes, slugAt, options);
        } catch {
          // Marked fails on a few odd texts, such as thousands of quotes in each other.
        }
      }
      return `<pre class="md-plain">${escapeHtml(unmark(text, marked.tasks))}</pre>`;
    },
  };
}

function partHtml(
  part: string,
  tasks: readonly string[],
  notes: Footnotes,
  slugAt: (heading: number) => string,
  { prefix, breaks }: HtmlOptions,
): string {
  const restore = (marked: string): string => unmark(marked, tasks);
  const formula = (tex: string, display: boolean): string => formulaHtml(restore(tex), display);
  const parser = new Marked({ gfm: true, breaks });
  // Of the paragraph that is being written.
  let wrapped = false;
  const written = (raw: string, write: () => string): string => {
    const before = wrapped;
    wrapped = breaks && isWrapped(restore(raw));
    const html = write();
    wrapped = before;
    return html;
  };
  parser.use({
    extensions: [...markExtensions(tasks), ...footnoteExtensions(notes), ...mathExtensions(formula)],
    renderer: {
      heading({ tokens, depth }) {
        const index = indexOf(tokens[0], 'headingMark');
        const slug = index < 0 ? '' : slugAt(index);
        const id = slug === '' ? '' : ` id="${escapeHtml(prefix + slug)}"`;
        return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>`;
      },
      code: ({ text, lang }) =>
        codeHtml(restore(text), /^[\w+#.-]{1,30}/.exec(lang?.trim() ?? '')?.[0].toLowerCase() ?? ''),
      codespan: ({ text }) => `<code>${escapeHtml(restore(text))}</code>`,
      html: ({ text }) => harmlessHtml(restore(text), prefix),
      // Where an editor folded the text, a line end is a space, unless it was asked for.
      br: ({ raw }) => (wrapped && !/^( {2,}|\\)/.test(raw) ? '\n' : '<br>'),
      paragraph({ raw, tokens }) {
        return `<p>${written(raw, () => this.parser.parseInline(tokens))}</p>\n`;
      },
      text(token) {
        if ('tokens' in token && token.tokens) {
          const { tokens } = token;
          return written(token.raw, () => this.parser.parseInline(tokens));
        }
        return escapeProse(restore(token.text));
      },
      link({ href, title, tokens }) {
        return `${linkStart(restore(href), title ? restore(title) : null, prefix)}${this.parser.parseInline(tokens)}</a>`;
      },
      image: ({ href, title, text }) =>
        pictureHtml(restore(href), restore(text), title ? restore(title) : null, prefix),
      table(token) {
        const rows = token.rows
          .map((row) => `<tr>${row.map((cell) => this.tablecell(cell)).join('')}</tr>`)
          .join('');
        const head = `<thead><tr>${token.header.map((cell) => this.tablecell(cell)).join('')}</tr></thead>`;
        return `<div class="md-table" tabindex="0"><table>${head}${rows && `<tbody>${rows}</tbody>`}</table></div>`;
      },
      // Only what the scanner sees is a task.
      checkbox: ({ raw }) => escapeProse(raw),
      listitem(item) {
        const task = taskOf(item);
        return `<li${task ? ' class="md-task"' : ''}>${this.parser.parse(item.tokens)}</li>`;
      },
    },
  });
  const html = parser.parser(parser.lexer(part));
  return html + notes.list((tokens) => parser.parser(tokens));
}

const indexOf = (token: Token | undefined, type: string): number =>
  token?.type === type ? ((token as Tokens.Generic)['index'] as number) : -1;

function taskOf(item: Tokens.ListItem): boolean {
  const first = item.tokens[0] as Tokens.Generic | undefined;
  return first?.type === 'taskMark' || first?.tokens?.[0]?.type === 'taskMark';
}

function markExtensions(tasks: readonly string[]): TokenizerAndRendererExtension[] {
  return [
    {
      name: 'tag',
      level: 'inline',
      start: (src) => src.indexOf(`#${TAG}`),
      tokenizer(src) {
        if (src[0] !== '#' || src[1] !== TAG) return undefined;
        const end = nameEnd(src, 2, src.length);
        return {
          type: 'tag',
          raw: src.slice(0, end),
          name: src.slice(2, end),
          inLink: this.lexer.state.inLink,
        };
      },
      renderer(token) {
        const name = escapeHtml(token['name'] as string);
        return token['inLink']
          ? `#${name}`
          : `<button type="button" class="md-tag" data-tag="${name}">#${name}</button>`;
      },
    },
    {
      name: 'taskMark',
      level: 'inline',
      start: (src) => src.indexOf(TASK),
      tokenizer(src) {
        const match = src.startsWith(TASK) ? /^.(\d+)\uFDD2/.exec(src) : null;
        return match ? { type: 'taskMark', raw: match[0], index: Number(match[1]) } : undefined;
      },
      renderer(token) {
        const index = token['index'] as number;
        return `<input type="checkbox" data-task="${index}"${tasks[index] === '[ ]' ? '' : ' checked=""'}>`;
      },
    },
    {
      name: 'headingMark',
      level: 'inline',
      start: (src) => src.indexOf(HEADING),
      tokenizer(src) {
        const match = src.startsWith(HEADING) ? /^.(\d+)\uFDD2 ?/.exec(src) : null;
        return match ? { type: 'headingMark', raw: match[0], index: Number(match[1]) } : undefined;
      },
      renderer: () => '',
    },
  ];
}

const formulaHtml = (tex: string, display: boolean): string =>
  display
    ? `<div class="md-formula" tabindex="0" data-math="block">${escapeHtml(tex.trim())}</div>`
    : `<span data-math="inline">${escapeHtml(tex)}</span>`;

function codeHtml(text: string, language: string): string {
  if (language === 'math' || language === 'latex-math') return formulaHtml(text, true);
  const kind = language === 'mermaid' ? ' data-diagram=""' : '';
  const name = language ? ` data-lang="${escapeHtml(language)}"` : '';
  return `<pre tabindex="0"${kind}><code${name}>${escapeHtml(text)}</code></pre>`;
}
