import { safeFragment } from './sanitize.ts';
import { openNote, type HtmlOptions, type NoteHtml } from './to-html.ts';

/** A note as nodes to be copied onto the page. */
export interface NoteNodes {
  parts: number;
  copy(part: number): DocumentFragment;
}

const MOST_CHARACTERS = 4_000_000;
const kept = new Map<string, { nodes: NoteNodes; length: number }>();
let characters = 0;

/** What was shown before is shown again without reading it again; what was longest ago is forgotten first. */
export function noteNodes(content: string, options: HtmlOptions): NoteNodes {
  const key = `${options.prefix} ${options.breaks} ${options.partLength} ${content}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known.nodes;
  }
  const nodes = templates(openNote(content, options));
  kept.set(key, { nodes, length: key.length });
  characters += key.length;
  for (const [old, { length }] of kept) {
    if (characters <= MOST_CHARACTERS || kept.size === 1) break;
    kept.delete(old);
    characters -= length;
  }
  return nodes;
}

function templates(note: NoteHtml): NoteNodes {
  const made: DocumentFragment[] = [];
  return {
    parts: note.parts,
    copy: (part) => (made[part] ??= safeFragment(note.html(part))).cloneNode(true) as DocumentFragment,
  };
}
