import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCorpus } from './data/corpus.ts';

/** How long the commands on a folder take, against the least that Node and grep take. Needs the bundle: run the build first. */
const PROGRAM = fileURLToPath(new URL('../dist/commonplace.js', import.meta.url));
const RUNS = 15;
const MEBIBYTE = 1024 * 1024;

if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: run scripts/build.mjs first`);
const work = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
try {
  const dozen = createFolder(12);
  const many = createFolder(10_000);
  const node = (...args: string[]) => [process.execPath, ...args];
  const grep = ['grep', '-ri', 'kalo', many];
  measure([
    { name: 'node -e 0', command: node('-e', '0') },
    { name: 'list, 12 notes', command: node(PROGRAM, 'list'), folder: dozen, against: 'node -e 0' },
    { name: 'list, 10,000 notes', command: node(PROGRAM, 'list'), folder: many, against: 'node -e 0' },
    {
      name: 'links, 10,000 notes',
      command: node(PROGRAM, 'links'),
      folder: many,
      against: 'node -e 0',
    },
    {
      name: 'stats, 10,000 notes',
      command: node(PROGRAM, 'stats'),
      folder: many,
      against: 'node -e 0',
    },
    { name: 'grep -ri, 10,000 notes', command: grep },
    {
      name: 'lines --filter, 10,000 notes',
      command: node(PROGRAM, 'lines', '--filter=kalo'),
      folder: many,
      against: 'grep -ri, 10,000 notes',
    },
  ]);
} finally {
  rmSync(work, { recursive: true, force: true });
}

interface Case {
  name: string;
  command: string[];
  folder?: string;
  against?: string;
}

/** The cases take turns, so that a busy minute of the machine touches all of them. */
function measure(cases: readonly Case[]): void {
  const times = new Map(cases.map(({ name }) => [name, [] as number[]]));
  for (let run = 0; run < RUNS; run++) {
    for (const one of cases) times.get(one.name)?.push(timeOf(one));
  }
  console.log(row(['what', 'min ms', 'median', 'ratio', 'median', 'to']));
  for (const { name, against } of cases) {
    const [min, median] = summary(times.get(name) ?? []);
    const base = against === undefined ? undefined : summary(times.get(against) ?? []);
    const ratios = base ? [(min / base[0]).toFixed(2), (median / base[1]).toFixed(2)] : ['', ''];
    console.log(row([name, min.toFixed(0), median.toFixed(0), ...ratios, against ?? '']));
  }
}

function timeOf({ command: [file = '', ...args], folder = '' }: Case): number {
  const options = { env: { NOTESIUM_DIR: folder }, maxBuffer: 512 * MEBIBYTE };
  const start = performance.now();
  const { status, stderr } = spawnSync(file, args, options);
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}: ${String(stderr)}`);
  return time;
}

function summary(times: readonly number[]): [min: number, median: number] {
  const sorted = times.toSorted((a, b) => a - b);
  return [sorted[0] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
}

/** Notes of 1 to 5 KB, each with a link to another. */
function createFolder(count: number): string {
  const folder = join(work, String(count));
  const corpus = createCorpus({ seed: 1, notes: 100_000 });
  const name = (index: number) => `${(0x60000000 + index * 977).toString(16)}.md`;
  mkdirSync(folder);
  for (let index = 0; index < count; index++) {
    let text = corpus.content(index);
    for (let more = 1; text.length < 1000 + ((index * 37) % 4000); more++) {
      text += `\n${corpus.content((index + more * count) % 100_000)}`;
    }
    writeFileSync(join(folder, name(index)), `${text}\nsee [another](${name((index * 7919) % count)})\n`);
  }
  return folder;
}

function row([first = '', ...rest]: readonly string[]): string {
  return first.padEnd(30) + rest.map((cell) => cell.padStart(9)).join('');
}
