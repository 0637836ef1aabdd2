import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand } from '@codemirror/state';

/** Puts `mark` around each selection (or the word at the cursor), or takes it away where it is. */
export const toggleMark =
  (mark: string): StateCommand =>
  ({ state, dispatch }) => {
    const changes = state.changeByRange((range) => {
      const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
      const size = mark.length;
      if (from !== to && isAround(state, from - size, from, to, mark)) {
        return {
          changes: [
            { from: from - size, to: from },
            { from: to, to: to + size },
          ],
          range: EditorSelection.range(range.anchor - size, range.head - size),
        };
      }
      return {
        changes: [
          { from, insert: mark },
          { from: to, insert: mark },
        ],
        range: EditorSelection.range(range.anchor + size, range.head + size),
      };
    });
    dispatch(state.update(changes, { scrollIntoView: true, userEvent: 'input.format' }));
    return true;
  };

function isAround(state: EditorState, before: number, from: number, to: number, mark: string): boolean {
  if (before < 0 || state.sliceDoc(before, from) !== mark || state.sliceDoc(to, to + mark.length) !== mark)
    return false;
  // One `*` beside another is a half of `**`.
  return (
    mark.length > 1 ||
    (state.sliceDoc(before - 1, before) !== mark && state.sliceDoc(to + 1, to + 2) !== mark)
  );
}

/** `[text](|)`: the selection becomes the text, and the cursor goes where the address is written. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  const changes = state.changeByRange((range) => {
    const text = state.sliceDoc(range.from, range.to);
    const isAddress = /^https?:\/\/\S+$/.test(text);
    const insert = isAddress ? `[](${text})` : `[${text}]()`;
    const cursor = range.from + (isAddress || text === '' ? 1 : text.length + 3);
    return { changes: { from: range.from, to: range.to, insert }, range: EditorSelection.cursor(cursor) };
  });
  dispatch(state.update(changes, { scrollIntoView: true, userEvent: 'input.format' }));
  return true;
};

const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])(\s|$)/;

/** Indents (or outdents) the items that the selection touches; false, so that Tab moves on, if one of its lines is none. */
export const indentItems =
  (direction: 1 | -1): StateCommand =>
  ({ state, dispatch }) => {
    const changes: ChangeSpec[] = [];
    for (const { from, to } of state.selection.ranges) {
      for (let at = from; at <= to;) {
        const line = state.doc.lineAt(at);
        const item = ITEM.exec(line.text);
        if (!item) return false;
        const marker =
          line.text.length - line.text.slice(item[1]!.length).replace(/^\S+\s?/, '').length - item[1]!.length;
        const width = Math.min(4, Math.max(2, marker));
        if (direction > 0) changes.push({ from: line.from, insert: ' '.repeat(width) });
        else if (item[1] !== '') {
          const cut = item[1]!.startsWith('\t') ? 1 : Math.min(width, /^ */.exec(item[1]!)![0].length);
          changes.push({ from: line.from, to: line.from + cut });
        }
        at = line.to + 1;
      }
    }
    dispatch(state.update({ changes, userEvent: direction > 0 ? 'input.indent' : 'delete.dedent' }));
    return true;
  };
