import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { expect, test } from 'vitest';
import { indentItems, insertLink, toggleMark } from './formatting.ts';

/** `|` is the cursor, `[`…`]` of the private kind below the selection. */
function run(command: StateCommand, text: string): string | false {
  const [from, to] = [text.indexOf('«'), text.indexOf('»')];
  const cursor = text.indexOf('|');
  const selection = from < 0 ? EditorSelection.cursor(cursor) : EditorSelection.range(from, to - 1);
  let state = EditorState.create({
    doc: text.replace(/[«»|]/g, ''),
    selection: EditorSelection.create([selection]),
  });
  const done = command({ state, dispatch: (transaction) => (state = transaction.state) });
  if (!done) return false;
  const { from: start, to: end } = state.selection.main;
  const doc = state.doc.toString();
  return start === end
    ? `${doc.slice(0, start)}|${doc.slice(start)}`
    : `${doc.slice(0, start)}«${doc.slice(start, end)}»${doc.slice(end)}`;
}

test.each([
  ['around a selection', toggleMark('**'), 'a «b» c', 'a **«b»** c'],
  ['away again', toggleMark('**'), 'a **«b»** c', 'a «b» c'],
  ['around the word at the cursor', toggleMark('*'), 'wo|rd', '*wo|rd*'],
  ['around nothing', toggleMark('*'), 'a |', 'a *|*'],
  ['inside another mark', toggleMark('*'), '**«b»**', '***«b»***'],
  ['a link of a selection', insertLink, '«words»', '[words](|)'],
  ['a link of an address', insertLink, '«https://x.y/z»', '[|](https://x.y/z)'],
  ['an item deeper', indentItems(1), '- a\n- b|', '- a\n  - b|'],
  ['items deeper', indentItems(1), '«1. a\n2. b»', '   «1. a\n   2. b»'],
  ['an item back', indentItems(-1), '- a\n  - b|', '- a\n- b|'],
])('%s', (_, command, before, after) => {
  expect(run(command, before)).toBe(after);
});

test('Tab is left to the page where there is no item', () => {
  expect(run(indentItems(1), 'text|')).toBe(false);
  expect(run(indentItems(1), '«- a\ntext»')).toBe(false);
});
