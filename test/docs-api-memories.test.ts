import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startInstance } from './support/instance.ts';

const PAGE = readFileSync('docs/api-memories.md', 'utf8');
const SECTIONS = PAGE.split(/^##+ /m).slice(1);

test('docs/api-memories.md has a section for each route, and for nothing else', async () => {
  const instance = await startInstance();
  const { json: document } = await instance.call('GET', '/api/memories/openapi.json');
  await instance.stop();
  const routes = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api', '')}`),
  );
  const sections = [...PAGE.matchAll(/^### ([A-Z]+ \/\S+)$/gm)].map((match) => match[1] ?? '');
  expect(sections.toSorted()).toEqual(routes.toSorted());
});

test.each(SECTIONS.filter((section) => /^[A-Z]+ \//.test(section)))('there is an example: %s', (section) => {
  const [, method = '', path = ''] = /^([A-Z]+) (\S+)/.exec(section) ?? [];
  const [example = ''] = /```sh\n[\s\S]*?```/.exec(section) ?? [];
  const asked = new RegExp(`"\\$HOST/api${path.replaceAll(/\{[^}]+\}/g, '[^/"]+')}["?]`);
  expect(example).toMatch(asked);
  const sent = /-X ([A-Z]+)/.exec(example)?.[1] ?? (example.includes('-d ') ? 'POST' : 'GET');
  expect(sent).toBe(method);
});
