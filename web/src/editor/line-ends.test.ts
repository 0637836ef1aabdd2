import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineEndOf, sourceOf, splitAs } from './line-ends.ts';

const open = (source: string) => EditorState.create({ doc: source, extensions: splitAs(lineEndOf(source)) });

test('whatever its line ends, a note comes back as it was', () => {
  const note = fc
    .array(fc.constantFrom('a', '', 'b c', '\n', '\r\n', '\r', '\uFEFF', '\t'), { maxLength: 20 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(note, (source) => {
      expect(sourceOf(open(source).doc, lineEndOf(source))).toBe(source);
    }),
    { numRuns: 1000 },
  );
});

test('a new line ends as the others do', () => {
  const source = 'a\r\nb\r\n';
  const state = open(source);
  const { doc } = state.update({ changes: { from: 1, insert: state.toText('\nnew') } }).state;
  expect(sourceOf(doc, lineEndOf(source))).toBe('a\r\nnew\r\nb\r\n');
});
