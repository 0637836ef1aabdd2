import { readBlocks } from '../../../src/domain/markdown/blocks.ts';
import { Mark } from '../../../src/domain/markdown/inline.ts';
import type { Leaf } from '../../../src/domain/markdown/leaf.ts';
import { walkLeaves } from '../../../src/domain/markdown/walk.ts';

/**
 * The server's scanner decides what is a tag, a task and a heading; what shows notes only follows it. So that both agree by
 * construction, what the scanner found is marked in the text with characters that Unicode keeps for such internal use.
 */
export const TAG = '\uFDD0';
export const TASK = '\uFDD1';
export const HEADING = '\uFDD3';
const END = '\uFDD2';
const CUT = '\uFDD4';

const ANY_MARK = /[\uFDD0-\uFDEF]/;
const ALL_MARKS = /[\uFDD0-\uFDEF]/g;
const NUMBERED = /\uFDD1(\d+)\uFDD2|\uFDD3\d+\uFDD2 ?|\uFDD0/g;

export interface MarkedText {
  /**
   * The note in parts that can be shown one after the other. Line ends are `\n`. A tag is `#` TAG name; a task TASK index
   * END; a heading begins with HEADING index END and a space.
   */
  parts: string[];
  /** For each task, what stood there: `[ ]` or `[x]`. */
  tasks: string[];
}

/** Marks tags, tasks and headings of a note, and cuts it between blocks, about every `partLength` characters. */
export function markNote(source: string, partLength: number): MarkedText {
  const content = withoutMarks(source);
  const blocks = readBlocks(content);
  const edits: [at: number, length: number, text: string][] = [];
  const tasks = blocks.tasks.map((at, index) => {
    edits.push([at, 3, `${TASK}${index}${END}`]);
    return content.slice(at, at + 3);
  });
  let headings = 0;
  walkLeaves(content, blocks, ({ leaf, text, from, to, base, marks }) => {
    if (leaf.kind === 'heading') {
      let at = from;
      while (at < to && (text[at] === ' ' || text[at] === '\t')) at++;
      if (at < to) edits.push([base + at, 0, `${HEADING}${headings}${END} `]);
      headings++;
    }
    for (let i = 0; i < marks.length; i += 3) {
      if (marks[i] === Mark.tag) edits.push([base + marks[i + 1]! + 1, 0, TAG]);
    }
  });
  for (const at of cutsOf(content, blocks.leaves, partLength)) edits.push([at, 0, CUT]);
  edits.sort((a, b) => a[0] - b[0]);
  let text = '';
  let at = 0;
  for (const [from, length, insert] of edits) {
    text += content.slice(at, from) + insert;
    at = from + length;
  }
  text += content.slice(at);
  // A carriage return alone is white space to the scanner, and a line end to others.
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, (end) => (end === '\r' ? ' ' : '\n'));
  return { parts: lines.split(CUT), tasks };
}

const OPENS = /<(?:details|div|table|ul|ol|dl|blockquote|figure)\b/gi;
const CLOSES = /<\/(?:details|div|table|ul|ol|dl|blockquote|figure)\b/gi;

/** Starts of paragraphs and headings that are in no other block, after an empty line. */
function cutsOf(content: string, leaves: readonly Leaf[], partLength: number): number[] {
  const cuts: number[] = [];
  if (content.length <= partLength) return cuts;
  let last = 0;
  let open = 0;
  for (const { kind, from, to } of leaves) {
    if (kind === 'html') {
      const html = content.slice(from, to);
      open = Math.max(0, open + (html.match(OPENS)?.length ?? 0) - (html.match(CLOSES)?.length ?? 0));
    }
    if (open > 0 || from - last < partLength || (kind !== 'text' && kind !== 'heading')) continue;
    let start = from;
    while (content[start - 1] === '#') start--;
    if (!/\n\r?\n$/.test(content.slice(Math.max(0, start - 3), start))) continue;
    cuts.push(start);
    last = start;
  }
  return cuts;
}

/** Puts what the marks stand for back: for text that turned out to be code, a formula or an attribute. */
export function unmark(text: string, tasks: readonly string[]): string {
  if (!ANY_MARK.test(text)) return text;
  return text.replace(NUMBERED, (_, task: string | undefined) => (task ? (tasks[Number(task)] ?? '') : ''));
}

const withoutMarks = (text: string): string =>
  ANY_MARK.test(text) ? text.replace(ALL_MARKS, '\uFFFD') : text;
