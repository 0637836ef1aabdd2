import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { personal } from '../support/personal.ts';
import { useSite, webApp } from './support.ts';

const site = useSite();
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(site().address + path, { headers, redirect: 'manual' });

test('a page is checked each time, and neither runs nor loads anything from elsewhere', async () => {
  const page = await ask('/library', { accept: 'text/html', 'accept-encoding': 'gzip' });
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const html = await page.text();
  expect(html).not.toMatch(/<style|<script(?![^>]* src=)|style="|\son\w+=/);
  // Not by fetch, which then asks for a fresh one.
  const headers = { 'if-none-match': page.headers.get('etag')!, 'accept-encoding': 'gzip' };
  expect((await site().instance.call('GET', '/library', { headers })).status).toBe(304);
});

test('what pages load is kept for a year, and was compressed when it was built', async () => {
  const script = readdirSync(`${webApp}/assets`).find((name) => /^app-.*\.js$/.test(name));
  for (const [asked, encoding] of [
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await ask(`/assets/${script}`, { 'accept-encoding': asked });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
  }
});

test('the paths of the APIs are theirs', async () => {
  const memos = await ask('/api/v1/nothing', { accept: 'text/html' });
  expect([memos.status, await memos.json()]).toEqual([
    404,
    { error: { code: 'NOT_FOUND', message: expect.any(String), details: [] } },
  ]);
  expect((await ask('/api/nothing', { accept: 'text/html' })).status).toBe(404);
  expect((await ask('/assets/..%2findex.html')).status).toBe(404);
  expect((await ask('/.vite/manifest.json')).status).toBe(404);
});

test('`web` serves the app at /, unless a folder is to be there', async () => {
  const { call } = await personal({}, {}, { webApp });
  expect((await call('GET', '/')).text).toContain('<div id="root">');
  expect((await call('GET', '/graph')).text).toContain('<div id="root">');
});
