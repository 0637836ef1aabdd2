import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandLine } from './support/command-line.ts';
import { personal } from './support/personal.ts';

const PAGE = readFileSync('docs/api-notesium.md', 'utf8');

test('docs/api-notesium.md has a section for each route, and for nothing else', async () => {
  const { call } = await personal({ stopOnIdle: true });
  const { json: document } = await call('GET', '/api/notes/openapi.json');
  const routes = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api', '')}`),
  );
  const sections = [...PAGE.matchAll(/^### ([A-Z]+ \/\S+)$/gm)].map((match) => match[1] ?? '');
  expect(sections.toSorted()).toEqual(routes.toSorted());
});

test('it lists the options of `web`, and no other', async () => {
  const { run } = await commandLine();
  const { stdout } = await run(['web', '--help']);
  const options = [...stdout.matchAll(/^ +(?:-h, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? '');
  const listed = [...PAGE.matchAll(/^\| `(--[a-z-]+)[^`]*`/gm)].map((match) => match[1] ?? '');
  expect(listed.toSorted()).toEqual(options.filter((option) => option !== '--help').toSorted());
});
