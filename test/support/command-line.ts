import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Io, Program } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { readConfig, settings } from '../../src/config.ts';
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
export async function commandLine() {
  const data = await temporaryFolder();
  const signals = new EventEmitter();
  const exits: number[] = [];
  const log = new PassThrough();
  const program: Program = {
    version: '1.2.3',
    settings,
    readConfig,
    createLog: async ({ logLevel }) => pino({ level: logLevel }, log),
    createApp,
    joinPrimary: async () => undefined,
    startWorkers: async () => {
      throw new Error('Workers are processes of their own; start one instead');
    },
    openStore,
  };
  return {
    data,
    signals,
    exits,
    /** Waits for what `serve` logs, a line of JSON for each event. */
    logged: watchLog(log),
    /** @param given what arrives on standard input, and further variables */
    async run(
      argv: string[],
      { input = '', env = {} }: { input?: string; env?: Io['env'] } = {},
    ): Promise<Outcome> {
      const io = {
        stdin: new PassThrough().end(input),
        stdout: new PassThrough(),
        stderr: new PassThrough(),
        env: { COMMONPLACE_DATA: data, ...env },
        signals,
        exit: (status: number) => void exits.push(status),
      };
      const status = await run(argv, io, program);
      const [stdout, stderr] = [io.stdout, io.stderr].map((stream) => String(stream.read() ?? ''));
      return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
    },
  };
}
