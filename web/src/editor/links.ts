import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The destination of the link at `pos`, or null. */
function linkAt(state: EditorState, pos: number): string | null {
  for (let node = syntaxTree(state).resolveInner(pos, 1); node.parent; node = node.parent) {
    if (node.name === 'URL' || node.name === 'Autolink')
      return state.sliceDoc(node.from, node.to).replace(/^<|>$/g, '');
    if (node.name !== 'Link' && node.name !== 'Image') continue;
    const url = node.getChild('URL');
    return url && state.sliceDoc(url.from, url.to).replace(/^<|>$/g, '');
  }
  return null;
}

/** Mod+click on a link opens it. */
export const openingLinks = (open: (destination: string) => void): Extension =>
  EditorView.domEventHandlers({
    mousedown(event, view) {
      if (!(event.metaKey || event.ctrlKey) || event.button !== 0) return false;
      const pos = view.posAtCoords(event);
      const destination = pos === null ? null : linkAt(view.state, pos);
      if (destination === null) return false;
      event.preventDefault();
      open(destination);
      return true;
    },
  });
