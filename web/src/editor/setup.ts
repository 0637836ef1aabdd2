import { completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, placeholder } from '@codemirror/view';
import { completing, type Completions } from './completing.ts';
import { indentItems, insertLink, toggleMark } from './formatting.ts';
import { markdownLanguage } from './language.ts';
import { openingLinks } from './links.ts';
import { look } from './look.ts';
import { pasting } from './pasting.ts';
import { taskBoxes } from './tasks.ts';

export interface Callbacks {
  onSave?: (() => void) | undefined;
  onOpenLink?: ((destination: string) => void) | undefined;
  /** What it answers is put where the cursor is. */
  onPasteFiles?: ((files: File[]) => Promise<string> | void) | undefined;
  completions?: Completions | undefined;
}

/** All of the editor but what can be switched. `read` gives the callbacks of that moment. */
export const setup = (read: () => Callbacks): Extension => [
  look,
  history(),
  markdownLanguage(),
  taskBoxes,
  codeFolding({ placeholderText: '…' }),
  foldGutter({ markerDOM: foldMarker }),
  search({ top: true }),
  highlightSelectionMatches({ minSelectionLength: 3 }),
  highlightActiveLine(),
  EditorView.lineWrapping,
  EditorState.allowMultipleSelections.of(false),
  completing(() => read().completions),
  openingLinks((destination) => openLink(destination, read())),
  pasting((files, view) => takeFiles(files, view, read())),
  Prec.high(
    keymap.of([
      { key: 'Mod-b', run: toggleMark('**') },
      { key: 'Mod-i', run: toggleMark('*') },
      { key: 'Mod-e', run: toggleMark('`') },
      // With nothing selected it opens the palette, as everywhere.
      { key: 'Mod-k', run: (view) => !view.state.selection.main.empty && insertLink(view) },
      { key: 'Mod-Enter', run: () => save(read()) },
      { key: 'Mod-s', run: () => save(read()), preventDefault: true },
      { key: 'Tab', run: indentItems(1), shift: indentItems(-1) },
    ]),
  ),
  keymap.of([...completionKeymap, ...searchKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap]),
];

export const words = (text: string): Extension => placeholder(text);

function save({ onSave }: Callbacks): boolean {
  onSave?.();
  return onSave !== undefined;
}

function openLink(destination: string, { onOpenLink }: Callbacks): void {
  if (onOpenLink) onOpenLink(destination);
  else if (/^https?:\/\//i.test(destination)) window.open(destination, '_blank', 'noopener,noreferrer');
}

function takeFiles(files: File[], view: EditorView, { onPasteFiles }: Callbacks): boolean {
  if (!onPasteFiles || view.state.readOnly) return false;
  void insertWhenKnown(view, onPasteFiles(files));
  return true;
}

async function insertWhenKnown(view: EditorView, answer: Promise<string> | void): Promise<void> {
  const text = await answer;
  if (!text) return;
  view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: 'input.paste' });
}

function foldMarker(open: boolean): HTMLElement {
  const marker = document.createElement('span');
  marker.textContent = open ? '⌄' : '›';
  marker.title = open ? 'Fold' : 'Unfold';
  if (!open) marker.className = 'cm-folded';
  return marker;
}
