import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS } from '../../src/domain/errors.ts';
import { HTTP_ERRORS } from '../../src/http/memos/errors.ts';

test('every error code occurs in a test that sends requests', () => {
  const files = globSync(['test/**/*.test.ts', 'test/access/*.ts', 'src/http/**/*.test.ts']).filter(
    (file) => !file.endsWith('error-codes.test.ts'),
  );
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const codes = [...Object.keys(ERRORS), ...Object.keys(HTTP_ERRORS)];
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => !text.includes(`'${code}'`) && !text.includes(` ${code}'`))).toEqual([]);
});
