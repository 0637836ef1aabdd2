import { expect, test } from 'vitest';
import { threadProgram } from './thread-program.ts';

test('the program of a thread lies beside its starter, and has the same ending', () => {
  expect(threadProgram('scan-worker', 'file:///app/src/vault/scan.ts').href).toBe(
    'file:///app/src/vault/scan-worker.ts',
  );
  expect(threadProgram('scan-worker', 'file:///app/dist/chunk-2EJRYGM3.js').href).toBe(
    'file:///app/dist/scan-worker.js',
  );
});
