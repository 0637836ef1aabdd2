import { spawn } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * 200 clients at once upload 20 MB each and read it back, from a server in a process of its own, whose memory is watched.
 * After `npm run build`: `node scripts/run.mjs bench/uploads.ts [clients] [bytes]`.
 */
const [clients = 200, bytes = 20_000_000] = process.argv.slice(2).map(Number);
/** The program as it is published: run from its sources, Node itself takes 70 MiB more to read TypeScript. */
const program = 'dist/commonplace.js';
const BOUNDARY = 'boundary-of-the-form';
const chunk = randomFillSync(Buffer.alloc(64 * 1024));

const data = await mkdtemp(join(tmpdir(), 'commonplace-bench-'));
const server = spawn(
  process.execPath,
  [program, 'serve', '--data', data, '--port', '0', '--rate-limit-token', '0'],
  {
    env: { ...process.env, COMMONPLACE_LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'pipe'],
  },
);
let peak = 0;
try {
  const url = await address();
  const token = await signUp(url);
  const timer = setInterval(() => void memory().then((now) => (peak = Math.max(peak, now))), 50);
  const idle = await memory();
  const uploads = await timed(() => upload(url, token));
  const peakOfUploads = peak;
  const downloads = await timed((client) => download(url, token, client + 1));
  clearInterval(timer);
  const rate = (ms: number): string => `${Math.round((clients * bytes) / ms / 1000)} MB/s`;
  console.log(`${clients} clients, ${bytes} bytes each`);
  console.log(`uploads    ${Math.round(uploads)} ms, ${rate(uploads)}`);
  console.log(`downloads  ${Math.round(downloads)} ms, ${rate(downloads)}`);
  console.log(
    `memory     ${mib(idle)} MiB idle, ${mib(peakOfUploads)} MiB at most in uploads, ${mib(peak)} MiB in all`,
  );
  if (mib(peak) > 300) process.exitCode = 1;
} finally {
  server.kill();
  await rm(data, { recursive: true, force: true });
}

function mib(size: number): number {
  return Math.round(size / 1024 / 1024);
}

async function timed(work: (client: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  return performance.now() - start;
}

/** Resident memory of the server. */
async function memory(): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

async function address(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (found) {
      server.stdout.resume();
      return found;
    }
  }
  throw new Error('The server did not start');
}

async function signUp(url: string): Promise<string> {
  const post = (path: string, body: object, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(body),
    });
  const account = await post('/api/v1/auth/signup', { username: 'bench', password: 'bench password' });
  const cookie = account.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = await post('/api/v1/access-tokens', { name: 'bench', scopes: ['write'] }, cookie);
  return ((await made.json()) as { accessToken: string }).accessToken;
}

function upload(url: string, token: string): Promise<void> {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`;
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  const own = randomFillSync(Buffer.alloc(16));
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/v1/resources`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        'content-length': head.length + bytes + tail.length,
      },
    });
    sending.on('error', reject).on('response', (response) => {
      response
        .resume()
        .on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}`)),
        );
    });
    sending.write(head);
    sending.write(own);
    let left = bytes - own.length;
    function more(): void {
      while (left > 0) {
        const part = chunk.subarray(0, Math.min(left, chunk.length));
        left -= part.length;
        if (!sending.write(part)) return void sending.once('drain', more);
      }
      sending.end(tail);
    }
    more();
  });
}

async function download(url: string, token: string, id: number): Promise<void> {
  const response = await fetch(`${url}/api/v1/resources/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const hash = createHash('sha256');
  for await (const part of response.body ?? []) hash.update(part as Uint8Array);
  if (response.headers.get('etag') !== `"${hash.digest('hex')}"`) throw new Error('The bytes differ');
}
