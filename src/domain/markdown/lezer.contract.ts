import { GFM, InlineContext, parser as markdown, type MarkdownConfig } from '@lezer/markdown';

/**
 * Tags, links, code and tasks as they follow from the tree of a full parser, by means that share nothing with the scanner.
 */

const PUNCT = String.raw`[!-/:-@[-\`{-~]`;
const raw = (inner: string): string =>
  String.raw`(?:\\${PUNCT}|[^\s()\\\x00-\x1f\x7f]|\\(?!${PUNCT})|\(${inner}\))*`;
const RAW_DESTINATION = raw(raw(raw(raw('(?!)'))));
const TITLE = String.raw`"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\((?:\\[^]|[^()\\])*\)`;
const INLINE_TARGET = new RegExp(
  String.raw`^\(\s*(?:(?:<(?:\\[^\n]|[^<>\n\\])*>|(?!<)${RAW_DESTINATION})(?:\s+(?:${TITLE}))?)?\s*\)`,
);

const labelOf = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();

/** Lezer takes every `[x]` for a link; a reference is one only if its label is defined (CommonMark 6.3). */
function referencesOf(labels: ReadonlySet<string>): MarkdownConfig {
  return {
    parseInline: [
      {
        name: 'DefinedReference',
        before: 'LinkEnd',
        parse(cx, next, pos) {
          if (next !== 93) return -1;
          // `parts` is internal, and there is no other way to say "this bracket opens nothing".
          const { parts } = cx as unknown as {
            parts: ({ type: unknown; side: number; to: number } | null)[];
          };
          const starts: unknown[] = [InlineContext.linkStart, InlineContext.imageStart];
          const index = parts.findLastIndex((part) => part !== null && starts.includes(part.type));
          const open = parts[index];
          if (!open) return -1;
          const rest = cx.slice(pos + 1, cx.end);
          if (open.side !== 0) {
            if (INLINE_TARGET.test(rest)) return -1;
            const full = /^\[((?:\\[^]|[^[\]\\]){1,999})\]/.exec(rest);
            const label = full ? full[1]! : cx.slice(open.to, pos);
            const plain = full !== null || /^(?:\\[^]|[^[\]\\])*$/.test(label);
            if (plain && labelOf(label) !== '' && labels.has(labelOf(label))) return -1;
          }
          parts[index] = null;
          return pos + 1;
        },
      },
    ],
  };
}

const SKIPPED = new Set(
  (
    'FencedCode CodeBlock InlineCode HTMLBlock CommentBlock ProcessingInstructionBlock HTMLTag Comment ' +
    'ProcessingInstruction Autolink URL LinkTitle LinkLabel LinkReference Escape'
  ).split(' '),
);
const CODE = new Set(['FencedCode', 'CodeBlock', 'InlineCode']);
const STARTS = new Set(['Paragraph', 'TableCell', 'QuoteMark', 'TaskMarker', 'HeaderMark']);

const OPENS = /[\s([{"'*~|\p{Ps}\p{Pi}、。，．：；！？]/u;
const NAME =
  /#((?:[\p{L}\p{N}_]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})(?:[\p{L}\p{N}\p{M}_-]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200C\u200D]|[\u{E0020}-\u{E007F}])*(?:\/(?:[\p{L}\p{N}_]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})(?:[\p{L}\p{N}\p{M}_-]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200C\u200D]|[\u{E0020}-\u{E007F}])*)*)/uy;

export function readWithLezer(content: string) {
  const text = content.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const labels = new Set<string>();
  markdown
    .configure([GFM, referencesOf(new Set())])
    .parse(text)
    .iterate({
      enter(node) {
        if (node.name !== 'LinkReference') return;
        const label = node.node.getChild('LinkLabel')!;
        labels.add(labelOf(text.slice(label.from + 1, label.to - 1)));
      },
    });
  const tree = markdown.configure([GFM, referencesOf(labels)]).parse(text);
  const skipped = new Uint8Array(text.length + 1);
  const starts = new Set<number>();
  const links: { target: string; line: number; at: number }[] = [];
  let hasCode = false;
  let hasTask = false;
  const titleLine = text.split('\n').findIndex((line) => line.replace(/^# /, '').trim() !== '') + 1;
  tree.iterate({
    enter(node) {
      if (SKIPPED.has(node.name)) skipped.fill(1, node.from, node.to);
      if (CODE.has(node.name)) hasCode = true;
      if (node.name === 'Task') hasTask = true;
      if (STARTS.has(node.name))
        starts.add(node.name.endsWith('Mark') || node.name === 'TaskMarker' ? node.to : node.from);
      if (node.name !== 'Link' && node.name !== 'Image') return;
      const marks = node.node.getChildren('LinkMark');
      const open = marks.findIndex((mark) => mark.from > node.from && text[mark.from] === '(');
      const label = node.node.getChild('LinkLabel');
      if (open < 0 && (!label || label.to - label.from === 2)) skipped.fill(1, node.from, node.to);
      if (open < 0) return;
      const url = node.node.getChildren('URL').find((child) => child.from > marks[open]!.from);
      const target = url && /^<?([0-9a-f]{8}\.md)(?:#.*)?>?$/.exec(text.slice(url.from, url.to));
      const line = text.slice(0, marks[open]!.from).split('\n').length;
      if (target && line !== titleLine) links.push({ target: target[1]!, line, at: marks[open]!.from });
    },
  });
  const tags = new Map<string, string>();
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (skipped[at]) continue;
    if (at > 0 && !starts.has(at) && !OPENS.test(text[at - 1]!)) continue;
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[1]?.replace(/[-\u200C\u200D]+$/, '');
    if (!name || Array.from(name).length > 100) continue;
    const key = name.normalize('NFC').toLowerCase().normalize('NFC');
    if (!tags.has(key)) tags.set(key, name);
  }
  const inOrder = links.toSorted((a, b) => a.at - b.at).map(({ target, line }) => ({ target, line }));
  return { tags: [...tags.values()], links: inOrder, hasCode, hasTask };
}
