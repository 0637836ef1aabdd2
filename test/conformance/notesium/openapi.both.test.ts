import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNotesium, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
beforeAll(async () => void (server = await startNotesium()));
afterAll(() => server.stop());

test('the document of the face has every endpoint of the reference, and only paths of the face', async () => {
  const { json } = await server.call('GET', '/api/notes/openapi.json');
  const known = Object.entries<object>(json.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  expect(known.toSorted()).toEqual(
    [
      'get /api/notes',
      'post /api/notes',
      'get /api/notes/{filename}',
      'patch /api/notes/{filename}',
      'delete /api/notes/{filename}',
      'get /api/runtime',
      ...['new', 'list', 'links', 'lines', 'stats', 'version'].map((name) => `get /api/raw/${name}`),
    ].toSorted(),
  );
});

test('the merged document holds all of the face', async () => {
  const face = (await server.call('GET', '/api/notes/openapi.json')).json;
  const merged = (await server.call('GET', '/api/openapi.json')).json;
  expect(merged.paths).toMatchObject(face.paths);
});

test('the options of the commands are described', async () => {
  const { paths } = (await server.call('GET', '/api/notes/openapi.json')).json;
  const names = paths['/api/raw/list'].get.parameters.map(({ name }: { name: string }) => name);
  expect(names.toSorted()).toEqual(['color', 'date', 'labels', 'orphans', 'prefix', 'sort']);
  const links = paths['/api/raw/links'].get.parameters.map(({ name }: { name: string }) => name);
  expect(links).toContain('filename');
});
