import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp, type Overrides } from '../../src/app.ts';
import type { Io, Program } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { notesFolder, readConfig, settings } from '../../src/config.ts';
import { openStore } from '../../src/store/open.ts';

export interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

/** A data folder of its own, gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** @returns a function that waits for a line of the log: its first group, else what matched */
export function watchLog(log: Readable): (pattern: RegExp) => Promise<string> {
  const lines = createInterface({ input: log })[Symbol.asyncIterator]();
  return async (pattern) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`The log ended without ${pattern}`);
      const match = pattern.exec(value);
      if (match) return match[1] ?? match[0];
    }
  };
}

/** A command line with a data folder of its own; `signals` stands in for the process, `exits` is what it was ended with. */
export async function commandLine(overrides: Overrides = {}) {
  const data = await temporaryFolder();
  const signals = new EventEmitter();
  const exits: number[] = [];
  const log = new PassThrough();
  const program: Program = {
    version: '1.2.3',
    build: { gitversion: 'v1.2.3-0-g1234567', buildtime: '2026-01-02T01:02:03Z' },
    notesFolder,
    settings,
    readConfig,
    createLog: async ({ logLevel }) => pino({ level: logLevel }, log),
    createApp: (config, more, membership) => createApp(config, { ...overrides, ...more }, membership),
    joinPrimary: async () => undefined,
    startWorkers: async () => {
      throw new Error('Workers are processes of their own; start one instead');
    },
    openStore,
  };
  const ioOf = (env: Io['env'], input = '') => ({
    stdin: new PassThrough().end(input),
    stdout: unread(),
    stderr: unread(),
    env: { COMMONPLACE_DATA: data, ...env },
    signals,
    exit: (status: number) => void exits.push(status),
  });
  return {
    data,
    signals,
    exits,
    /** A command that goes on: `printed` waits for a line of its output, `ended` for its exit status. */
    start(argv: string[], env: Io['env'] = {}) {
      const io = ioOf(env);
      return { printed: watchLog(io.stdout), io, ended: run(argv, io, program) };
    },
    /** Waits for what `serve` logs, a line of JSON for each event. */
    logged: watchLog(log),
    /** @param given what arrives on standard input, and further variables */
    async run(
      argv: string[],
      { input = '', env = {} }: { input?: string; env?: Io['env'] } = {},
    ): Promise<Outcome> {
      const io = ioOf(env, input);
      const status = await run(argv, io, program);
      const [stdout, stderr] = [io.stdout, io.stderr].map((stream) => String(stream.read() ?? ''));
      return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
    },
  };
}

/** Takes all that is written, since it is read only at the end. */
function unread(): PassThrough {
  return new PassThrough({ highWaterMark: 2 ** 28 });
}
