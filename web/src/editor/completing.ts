import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { opensWord } from '../../../src/domain/markdown/tag-name.ts';

export interface Completions {
  /** Tags that begin with this, without the `#`, best first. */
  tags?: ((prefix: string) => Promise<string[]>) | undefined;
  /** Notes that these words find, best first. */
  notes?: ((query: string) => Promise<{ title: string; filename: string }[]>) | undefined;
}

/** `#` offers tags; `[[` offers notes and writes `[Title](64214a1d.md)`. `read` gives what the app offers at that moment. */
export const completing = (read: () => Completions | undefined): Extension =>
  autocompletion({
    override: [(context) => offerTags(context, read()), (context) => offerNotes(context, read())],
    icons: false,
    activateOnTyping: true,
    activateOnTypingDelay: 60,
    maxRenderedOptions: 30,
    defaultKeymap: true,
  });

const inCode = (context: CompletionContext): boolean =>
  /Code|URL|HTML/.test(syntaxTree(context.state).resolveInner(context.pos, -1).name);

async function offerTags(
  context: CompletionContext,
  completions?: Completions,
): Promise<CompletionResult | null> {
  const word = context.matchBefore(/#[\p{L}\p{N}\p{M}_\-/\p{Extended_Pictographic}]*/u);
  if (!word || !completions?.tags || inCode(context)) return null;
  const before = context.state.sliceDoc(Math.max(0, word.from - 1), word.from);
  if (before !== '' && !opensWord(before.charCodeAt(0))) return null;
  const found = await completions.tags(word.text.slice(1));
  if (context.aborted || found.length === 0) return null;
  return {
    from: word.from + 1,
    options: found.map((tag, index): Completion => ({ label: tag, apply: `${tag} `, boost: -index })),
    filter: false,
  };
}

async function offerNotes(
  context: CompletionContext,
  completions?: Completions,
): Promise<CompletionResult | null> {
  const open = context.matchBefore(/\[\[[^[\]\n]{0,100}/);
  if (!open || !completions?.notes || inCode(context)) return null;
  const found = await completions.notes(open.text.slice(2));
  if (context.aborted || found.length === 0) return null;
  const options = found.map(({ title, filename }, index): Completion => ({
    label: title,
    detail: filename,
    boost: -index,
    apply(view, _completion, _from, to) {
      // Brackets that the keyboard closed by itself go, too.
      const after = view.state.sliceDoc(to, to + 2) === ']]' ? to + 2 : to;
      const insert = `[${title.replace(/[[\]\\]/g, '\\$&')}](${filename})`;
      view.dispatch({
        changes: { from: open.from, to: after, insert },
        selection: { anchor: open.from + insert.length },
        userEvent: 'input.complete',
      });
    },
  }));
  return { from: open.from + 2, options, filter: false };
}
