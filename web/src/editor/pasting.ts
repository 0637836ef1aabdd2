import { EditorSelection, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** A web address pasted over words makes a link of them; files go to `onFiles`. */
export const pasting = (onFiles: (files: File[], view: EditorView) => boolean): Extension =>
  EditorView.domEventHandlers({
    paste(event, view) {
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // Programs for tables and text put a picture beside their text: the text is meant.
      if (files.length > 0 && text === '') return onFiles(files, view);
      return !view.state.readOnly && linkSelection(view, text.trim());
    },
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      const pos = view.posAtCoords(event);
      if (pos !== null) view.dispatch({ selection: { anchor: pos } });
      event.preventDefault();
      return onFiles(files, view);
    },
  });

function linkSelection(view: EditorView, address: string): boolean {
  const { state } = view;
  const { ranges } = state.selection;
  if (!ADDRESS.test(address) || ranges.some((range) => range.empty)) return false;
  // Words that are an address themselves, or that span lines, are replaced as usual.
  if (ranges.some(({ from, to }) => ADDRESS.test(state.sliceDoc(from, to)) || state.doc.lineAt(from).to < to))
    return false;
  const target = address.replace(/[()\\]/g, '\\$&');
  const changes = state.changeByRange(({ from, to }) => {
    const insert = `[${state.sliceDoc(from, to)}](${target})`;
    return { changes: { from, to, insert }, range: EditorSelection.cursor(from + insert.length) };
  });
  view.dispatch(state.update(changes, { userEvent: 'input.paste', scrollIntoView: true }));
  return true;
}
