import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createCorpus } from './data/corpus.ts';
import { median } from './load/statistics.ts';

/**
 * What a folder costs: `PATCH` of one note among a hundred and among ten thousand, and how long `web` takes to start on an
 * unchanged folder. Needs the bundle: `npm run build`, then `node scripts/run.mjs bench/vault.ts [notes of the large folder]`.
 */
const PROGRAM = fileURLToPath(new URL('../dist/commonplace.js', import.meta.url));
const LARGE = Number(process.argv[2] ?? 100_000);
const ROUNDS = 15;
const EDITS = 20;

interface Personal {
  url: string;
  /** From the start of the process until it said where it serves. */
  startMs: number;
  stop(): Promise<void>;
}

const work = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
try {
  await measureEdits(createFolder(100), createFolder(10_000));
  await measureStart(createFolder(LARGE));
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measureEdits(few: string, many: string): Promise<void> {
  const servers = [await startWeb(few), await startWeb(many)] as const;
  const [small, large]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    small.push(await edit(servers[0].url, few, round));
    large.push(await edit(servers[1].url, many, round));
  }
  for (const server of servers) await server.stop();
  const ratio = median(large.map((ms, round) => ms / (small[round] ?? NaN)));
  say('PATCH of one note among 100', `${median(small).toFixed(2)} ms`);
  say(
    'PATCH of one note among 10,000',
    `${median(large).toFixed(2)} ms, ${ratio.toFixed(2)} times (at most 3)`,
  );
}

/** @returns milliseconds for one edit, the mean of some */
async function edit(url: string, folder: string, round: number): Promise<number> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  let total = 0;
  for (let count = 0; count < EDITS; count++) {
    const path = `${url}/api/notes/${names[(round * EDITS + count * 7919) % names.length]}`;
    const note = (await (await fetch(path)).json()) as { Content: string; Mtime: string };
    const body = JSON.stringify({ Content: `${note.Content}\nedit ${round}`, LastMtime: note.Mtime });
    const start = performance.now();
    const answer = await fetch(path, { method: 'PATCH', body });
    await answer.arrayBuffer();
    total += performance.now() - start;
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`);
  }
  return total / EDITS;
}

async function measureStart(folder: string): Promise<void> {
  const first = await startWeb(folder);
  await first.stop();
  const again: number[] = [];
  for (let count = 0; count < 5; count++) {
    const server = await startWeb(folder);
    await server.stop();
    again.push(server.startMs);
  }
  say(`first start on ${LARGE} notes`, `${(first.startMs / 1000).toFixed(1)} s`);
  say(`start on the same, unchanged`, `${(median(again) / 1000).toFixed(2)} s (at most 2 s for 100,000)`);
}

async function startWeb(folder: string): Promise<Personal> {
  const start = performance.now();
  const env = { ...process.env, NOTESIUM_DIR: folder, XDG_STATE_HOME: join(work, 'state') };
  const child = spawn(process.execPath, [PROGRAM, 'web', '--writable'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Serving on (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      startMs: performance.now() - start,
      async stop() {
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      },
    };
  }
  throw new Error('The server did not start');
}

/** Notes of 200 bytes to 5 KB, each with five links. */
function createFolder(count: number): string {
  const folder = join(work, String(count));
  const corpus = createCorpus({ seed: 1, notes: count });
  const name = (index: number): string => `${(0x50000000 + (index % count) * 977).toString(16)}.md`;
  mkdirSync(folder);
  for (let index = 0; index < count; index++) {
    const links = [1, 2, 3, 4, 5].map((step) => `[another](${name(index + step * 7919)})`);
    writeFileSync(join(folder, name(index)), `${corpus.content(index)}\n${links.join(' ')}\n`);
  }
  return folder;
}

function say(what: string, figure: string): void {
  console.log(`${what.padEnd(36)}${figure}`);
}
