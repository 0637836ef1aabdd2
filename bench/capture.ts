import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createCapturer } from '../src/services/capture/index.ts';

/**
 * Captures pages from a server on this machine that takes 20 ms to answer, so many at once.
 * `node scripts/run.mjs bench/capture.ts [pages] [at once]`.
 */
const [pages = 100, atOnce = 8] = process.argv.slice(2).map(Number);
const LATENCY_MS = 20;
const names = ['reference', 'blog', 'encyclopedia'];
const sources = names.map((name) =>
  readFileSync(new URL(`../src/services/capture/pages/${name}.html`, import.meta.url)),
);

let next = 0;
const server = createServer((_request, response) => {
  const source = sources[next++ % sources.length];
  setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(source), LATENCY_MS);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const capturer = createCapturer({ allowPrivate: true, maxContentBytes: 1_000_000, version: 'bench' });
const delays = monitorEventLoopDelay({ resolution: 2 });
delays.enable();
const times: number[] = [];
let left = pages;
const start = performance.now();
async function worker(): Promise<void> {
  while (left-- > 0) {
    const began = performance.now();
    await capturer.capture(`http://127.0.0.1:${port}/${left}`);
    times.push(performance.now() - began);
  }
}
await Promise.all(Array.from({ length: atOnce }, worker));
const took = performance.now() - start;
delays.disable();
times.sort((a, b) => a - b);
const at = (share: number): number => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
console.log(
  `${pages} pages, ${atOnce} at once: ${Math.round(took)} ms, ${Math.round((pages / took) * 1000)} a second`,
);
console.log(
  `each       ${at(0.5)} ms in the middle, ${at(0.95)} ms for 95 in 100, the first ones with the start of the threads`,
);
console.log(`meanwhile  the event loop was late by ${Math.round(delays.max / 1e6)} ms at most`);
await capturer.close();
server.close();
server.closeAllConnections();
