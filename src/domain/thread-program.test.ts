import { expect, test } from 'vitest';
import { threadProgram } from './thread-program.ts';

test('the program of a thread lies beside its starter, and has the same ending', () => {
  expect(threadProgram('compare-thread', 'file:///app/src/services/vault/comparer.ts').href).toBe(
    'file:///app/src/services/vault/compare-thread.ts',
  );
  expect(threadProgram('compare-thread', 'file:///app/dist/chunk-2EJRYGM3.js').href).toBe(
    'file:///app/dist/compare-thread.js',
  );
});
