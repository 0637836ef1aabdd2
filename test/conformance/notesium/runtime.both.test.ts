import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNotesium, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
let runtime: Record<string, any>;
beforeAll(async () => {
  server = await startNotesium({ releaseUrl: 'https://releases.example.com/latest' });
  runtime = (await server.ask('GET', '/api/runtime')).json;
});
afterAll(() => server.stop());

test('has the keys of the reference, in its order', () => {
  expect(Object.keys(runtime)).toEqual(['home', 'version', 'platform', 'web', 'build', 'memory']);
  expect(Object.keys(runtime['web'])).toEqual(['webroot', 'writable', 'stop-on-idle', 'daily-version-check']);
  expect(Object.keys(runtime['build'])).toEqual([
    'gitversion',
    'buildtime',
    'goversion',
    'latest-release-url',
  ]);
  expect(Object.keys(runtime['memory'])).toEqual([
    'alloc',
    'total-alloc',
    'sys',
    'lookups',
    'mallocs',
    'frees',
  ]);
});

test('tells where the notes are, and what this program is', () => {
  expect(runtime['home']).toMatch(/^\/.+\/notes\/ada$/);
  expect(runtime['version']).toMatch(/^\d+\.\d+\.\d+/);
  expect(runtime['platform']).toMatch(/^(linux|darwin|windows)\/[a-z0-9]+$/);
  expect(runtime['build']['goversion']).toBe(`node${process.versions.node}`);
  expect(runtime['build']['latest-release-url']).toBe('https://releases.example.com/latest');
});

test('tells how the server was started', () => {
  expect(runtime['web']).toEqual({
    webroot: 'embedded',
    writable: true,
    'stop-on-idle': false,
    'daily-version-check': false,
  });
});

test('sizes of memory have a unit, and counts are whole numbers', () => {
  const { alloc, 'total-alloc': total, sys, lookups, mallocs, frees } = runtime['memory'];
  for (const size of [alloc, total, sys]) expect(size).toMatch(/^\d+\.\d [KMG]B$/);
  for (const count of [lookups, mallocs, frees]) expect(Number.isInteger(count)).toBe(true);
});
