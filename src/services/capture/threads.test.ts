import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostileWeb, type HostileWeb } from '../../../test/support/hostile-web.ts';
import { longestTurn } from '../../../test/support/longest-turn.ts';
import { createCapturer, type Capturer } from './index.ts';
import { CAPTURE_LIMITS } from './limits.ts';

let web: HostileWeb;
let capturer: Capturer;
beforeAll(async () => {
  web = await startHostileWeb();
  capturer = createCapturer({
    ...web.reach,
    maxContentBytes: 1_000_000,
    limits: { readingMs: 60_000, totalMs: 60_000 },
  });
  await capturer.capture(web.url('/page'));
});
afterAll(async () => {
  await capturer.close();
  await web.close();
});

const PARAGRAPHS = Buffer.from(
  `<article>${'<p>Words with <b>bold</b> ones, again and again.</p>\n'.repeat(2500)}</article>`,
);
/** Takes seconds to read; nobody waits for it. */
const ENDLESS = Buffer.from('<a href="/x">a</a><img src="/a.png">'.repeat(20_000));
const DEEP = Buffer.from('<div>'.repeat(20_000) + 'down here');

describe('nobody else waits for 100 ms while a page is read', () => {
  test.each<[string, () => string]>([
    ['of many paragraphs', () => web.serve('/paragraphs', PARAGRAPHS)],
    ['that is deep', () => web.serve('/deep', DEEP)],
    ['of 50 MB', () => web.url('/fifty')],
    ['that grows when it is unpacked', () => web.url('/bomb')],
    ['of 9 MB in one word', () => web.serve('/word', Buffer.alloc(9_000_000, 'x'))],
  ])('%s', async (_what, prepare) => {
    const url = prepare();
    expect(await longestTurn(() => capturer.capture(url).catch(() => {}))).toBeLessThan(100);
  });
});

test('such a page could not be read here', async () => {
  const { readHtml } = await import('./html/read-html.ts');
  const given = { limits: CAPTURE_LIMITS, maxContentBytes: 1_000_000 };
  const reading = (): unknown =>
    readHtml(PARAGRAPHS.toString(), new URL('http://x.example/'), given as never);
  expect(await longestTurn(reading)).toBeGreaterThan(100);
});

test('a page that takes too long to read is given up, and the next one is read', async () => {
  const hasty = createCapturer({ ...web.reach, maxContentBytes: 1000, limits: { readingMs: 40 } });
  await expect(hasty.capture(web.serve('/long', ENDLESS))).rejects.toMatchObject({
    reason: 'tooComplicated',
    message: 'The page cannot be read within 0.04 seconds.',
    isPassing: false,
  });
  await hasty.close();
  await expect(capturer.capture(web.url('/page'))).resolves.toMatchObject({ title: 'A page' });
});

test('a page that is nested deeper than any page is text from there on', async () => {
  const { content } = await capturer.capture(web.serve('/deeper', DEEP));
  expect(content).toBe('down here');
});

test('many pages at once are all read, and a stopped one stops nothing else', async () => {
  const stopping = new AbortController();
  const stopped = capturer.capture(web.serve('/stop', ENDLESS), stopping.signal);
  const others = Array.from({ length: 20 }, () => capturer.capture(web.url('/page')));
  void others[0]!.finally(() => stopping.abort());
  await expect(stopped).rejects.toMatchObject({ reason: 'stopped' });
  expect((await Promise.all(others)).map(({ title }) => title)).toEqual(
    Array.from({ length: 20 }, () => 'A page'),
  );
});

test('threads that have nothing to do end, and start again', async () => {
  const idle = createCapturer({ ...web.reach, maxContentBytes: 1000, limits: { idleMs: 10 } });
  const active = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  const before = active();
  await idle.capture(web.url('/page'));
  await expect.poll(active, { interval: 10 }).toBeLessThanOrEqual(before);
  await expect(idle.capture(web.url('/page'))).resolves.toMatchObject({ title: 'A page' });
  await idle.close();
});
