import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseQuery } from '../src/domain/search/index.ts';
import { startInstance } from './support/instance.ts';

const PAGE = readFileSync('docs/api-memos.md', 'utf8');

test('docs/api-memos.md has a section for each route, and for nothing else', async () => {
  const instance = await startInstance();
  const { json: document } = await instance.call('GET', '/api/v1/openapi.json');
  await instance.stop();
  const routes = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
  const sections = [...PAGE.matchAll(/^### ([A-Z]+ \/\S+)$/gm)].map((match) => match[1] ?? '');
  const shape = (route: string): string => route.replaceAll(/\{[^}]*\}|\*/g, '{}');
  expect(sections.map(shape).toSorted()).toEqual([...new Set(routes.map(shape))].toSorted());
});

const examples = [...PAGE.matchAll(/^\| `([^`]+)`\s+\| .*\|$/gm)]
  .map((match) => (match[1] ?? '').replaceAll('\\|', '|'))
  .filter((example) => !['read', 'write', 'admin'].includes(example));

test('the search language is shown by examples', () => {
  expect(examples.length).toBeGreaterThan(10);
});

test.each(examples)('an example of the search language can be searched for: %s', (example) => {
  const { all, none, filters } = parseQuery(example, Date.parse('2025-08-19T10:00:00Z'));
  expect(all.length + none.length + Object.values(filters).flat().length).toBeGreaterThan(0);
});
