import { test } from 'vitest';
import { startMemories } from '../../support/memories.ts';
import { overNetwork } from '../../support/over-network.ts';
test('measure', async () => {
  const s = await startMemories();
  const ada = await s.account('ada');
  const space = await s.space(ada);
  const t0 = performance.now();
  for (let b = 0; b < 20; b++) await s.batch(ada, { contents: Array.from({ length: 1000 }, (_, n) => `# note ${b} ${n}\n\nsome words about beans ${n} and peas`), spaces: [space] });
  console.log('20 batches of 1000 into a space', Math.round(performance.now() - t0), 'ms');
  const { ask } = await overNetwork(s);
  async function time(name: string, path: (n: number) => string, headers = {}, count = 200) {
    let status = 0;
    await ask('GET', path(-1), { token: ada.token, headers });
    const t = performance.now();
    for (let n = 0; n < count; n++) status = (await ask('GET', path(n), { token: ada.token, headers })).status;
    console.log(name, status, ((performance.now() - t) / count).toFixed(2), 'ms');
  }
  await time('own fresh', (n) => `/api/memories?x=${n}`);
  await time('space fresh', (n) => `/api/memories?spaceId=${space}&x=${n}`);
  await time('own start=19000', (n) => `/api/memories?start=19000&x=${n}`, {}, 50);
  await time('space start=19000', (n) => `/api/memories?spaceId=${space}&start=19000&x=${n}`, {}, 50);
  const a = await ask('GET', '/api/memories', { token: ada.token });
  const c = await ask('GET', `/api/memories?spaceId=${space}`, { token: ada.token });
  await time('own 304 first asked', (n) => `/api/memories?x=a${n}`, { 'if-none-match': a.headers.etag });
  await time('own 304 known', () => '/api/memories', { 'if-none-match': a.headers.etag });
  await time('space 304 first asked', (n) => `/api/memories?spaceId=${space}&x=a${n}`, { 'if-none-match': c.headers.etag });
  await time('space 304 known', () => `/api/memories?spaceId=${space}`, { 'if-none-match': c.headers.etag });
  const t1 = performance.now();
  for (let n = 0; n < 20; n++) await ask('POST', '/api/search', { token: ada.token, body: { query: `beans ${n}` } });
  console.log('search own', ((performance.now() - t1) / 20).toFixed(2));
  const t2 = performance.now();
  for (let n = 0; n < 20; n++) await ask('POST', '/api/search', { token: ada.token, body: { query: `beans ${n}`, spaces: [space] } });
  console.log('search space', ((performance.now() - t2) / 20).toFixed(2));
  const t3 = performance.now();
  for (let n = 0; n < 50; n++) await ask('POST', '/api/add', { token: ada.token, body: { content: `added ${n}` } });
  console.log('add', ((performance.now() - t3) / 50).toFixed(2));
  await s.stop();
}, 140_000);
