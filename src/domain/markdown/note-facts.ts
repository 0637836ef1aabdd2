import { attachmentTarget, MAX_ATTACHMENTS } from '../attachment/index.ts';
import { readBlocks } from './blocks.ts';
import { countText } from './counts.ts';
import { cutAfter, wholeCharacters } from './cut.ts';
import { Mark } from './inline.ts';
import { readTitle } from './note-title.ts';
import { noteTarget } from './note-target.ts';
import { PlainTextBuilder } from './plain-text.ts';
import { tagKey } from './tag-name.ts';
import { viewOf, walkLeaves, type LeafView } from './walk.ts';

/** Of a note that is read in turns. */
const CHARS_A_TURN = 65_536;

interface NoteTag {
  /** As it is first written, without the `#`. */
  name: string;
  /** What tags are compared by. */
  key: string;
}

/** A link from one note to another. */
export interface NoteLink {
  /** A file name such as `64214a1d.md`. */
  target: string;
  /** 1-based; that of the `](`, as Notesium counts. */
  line: number;
  /** Plain text, made of no more than the first 300 characters (60 for an image). */
  text: string;
}

/** All that is derived from the content of a note. */
export interface NoteFacts {
  title: string;
  isLabel: boolean;
  /** The first 160 characters (code points, at most) of the plain text, the title included. */
  snippet: string;
  /** By first appearance, each key once. */
  tags: NoteTag[];
  /** In the order of the text; the same target may come twice. */
  links: NoteLink[];
  /** Ids and uids of the attachments that links and images name, each once, at most `MAX_ATTACHMENTS`. */
  attachmentNames: string[];
  hasLink: boolean;
  hasTask: boolean;
  hasCode: boolean;
  lines: number;
  words: number;
  chars: number;
}

const SNIPPET_LENGTH = 160;
const LINK_TEXT_LENGTH = 300;
/** Images nest, so that a character can be in the text of many; links do not. */
const IMAGE_TEXT_LENGTH = 60;
/** No address of an attachment is longer. */
const MAX_TARGET = 200;

/** Reads a note in time linear in the size of `content`, whatever it holds. Never fails. */
export function readNote(content: string): NoteFacts {
  const title = readTitle(content);
  const blocks = readBlocks(content);
  const reader = new FactReader(content, title.line);
  walkLeaves(content, blocks, (view) => reader.read(view));
  return factsOf(content, title, blocks, reader);
}

/**
 * The same of a note that takes long to read, for whoever lets others be answered meanwhile.
 * @param turn is awaited now and then
 */
export async function readNoteInTurns(content: string, turn: () => Promise<void>): Promise<NoteFacts> {
  const title = readTitle(content);
  const blocks = readBlocks(content);
  const reader = new FactReader(content, title.line);
  let read = 0;
  for (const leaf of blocks.leaves) {
    if (leaf.from >= leaf.to) continue;
    if (read > 0 && read + leaf.to - leaf.from > CHARS_A_TURN) {
      await turn();
      read = 0;
    }
    read += leaf.to - leaf.from;
    const view = viewOf(content, blocks, leaf, []);
    // One paragraph can be the whole note.
    if (leaf.to - leaf.from > CHARS_A_TURN) await turn();
    reader.read(view);
  }
  await turn();
  return factsOf(content, title, blocks, reader);
}

function factsOf(
  content: string,
  { title, isLabel }: ReturnType<typeof readTitle>,
  blocks: ReturnType<typeof readBlocks>,
  reader: FactReader,
): NoteFacts {
  return {
    title,
    isLabel,
    snippet: reader.snippet,
    tags: [...reader.tags.values()],
    links: reader.links,
    attachmentNames: [...reader.attachmentNames],
    hasLink: reader.hasLink,
    hasTask: blocks.tasks.length > 0,
    hasCode: reader.hasCode || blocks.leaves.some((leaf) => leaf.kind === 'code'),
    ...countText(content),
  };
}

/** Collects the facts of the leaves that it is shown. */
export class FactReader {
  readonly tags = new Map<string, NoteTag>();
  readonly links: NoteLink[] = [];
  readonly attachmentNames = new Set<string>();
  hasLink = false;
  hasCode = false;
  readonly #content: string;
  readonly #titleLine: number;
  /** Of twice the length: a code point can be two units. */
  readonly #plain = new PlainTextBuilder(SNIPPET_LENGTH * 2);
  #line = 1;
  #lineEnd = -1;

  constructor(content: string, titleLine: number) {
    this.#content = content;
    this.#titleLine = titleLine;
  }

  get snippet(): string {
    const { text } = this.#plain;
    return text.slice(0, cutAfter(text, 0, SNIPPET_LENGTH)).trimEnd();
  }

  read(view: LeafView): void {
    if (this.#plain.text.length < SNIPPET_LENGTH * 2) this.#plain.addLeaf(view);
    const { text, marks } = view;
    let opened: number[] | null = null;
    for (let i = 0; i < marks.length; i += 3) {
      const mark = marks[i]!;
      if (mark === Mark.tag) this.#addTag(text.slice(marks[i + 1]! + 1, marks[i + 2]));
      else if (mark === Mark.code) this.hasCode = true;
      else if (mark === Mark.url || mark === Mark.autolink) this.hasLink = true;
      else if (mark === Mark.linkOpen) (opened ??= []).push(i);
      else if (mark === Mark.linkClose) this.#closeLink(view, opened!.pop()!, i);
    }
  }

  #addTag(name: string): void {
    const key = tagKey(name);
    if (!this.tags.has(key)) this.tags.set(key, { name, key });
  }

  #closeLink({ text, base, marks }: LeafView, open: number, close: number): void {
    const textFrom = marks[open + 2]!;
    const textTo = marks[close + 1]!;
    const target = noteTarget(text, marks[close + 4]!, marks[close + 5]!);
    // An image is no link, unless it shows a note.
    const image = textFrom - marks[open + 1]! > 1;
    if (!image) this.hasLink = true;
    if (!target) return this.#addAttachment(text, marks[close + 4]!, marks[close + 5]!);
    const line = this.#lineOf(base + textTo);
    if (line === this.#titleLine) return;
    this.hasLink = true;
    const shown = Math.min(textTo, textFrom + (image ? IMAGE_TEXT_LENGTH : LINK_TEXT_LENGTH));
    this.links.push({ target, line, text: linkText(text, textFrom, shown, marks, open + 3, close) });
  }

  #addAttachment(text: string, from: number, to: number): void {
    const name = from < 0 || to - from > MAX_TARGET ? null : attachmentTarget(text.slice(from, to));
    if (name !== null && this.attachmentNames.size < MAX_ATTACHMENTS) this.attachmentNames.add(name);
  }

  /** Asked for growing positions only: every line end is looked for once. */
  #lineOf(position: number): number {
    while (this.#lineEnd < position) {
      if (this.#lineEnd >= 0) this.#line++;
      const next = this.#content.indexOf('\n', this.#lineEnd + 1);
      this.#lineEnd = next < 0 ? Infinity : next;
    }
    return this.#line;
  }
}

function linkText(
  text: string,
  from: number,
  to: number,
  marks: readonly number[],
  first: number,
  last: number,
): string {
  const end = wholeCharacters(text, to);
  let stop = first;
  while (stop < last && marks[stop + 1]! < end) stop += 3;
  const plain = new PlainTextBuilder();
  plain.addInline(text, from, end, marks.slice(first, stop));
  return plain.text;
}
