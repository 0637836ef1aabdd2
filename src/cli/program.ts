import type { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { App, Membership, Overrides } from '../app.ts';
import type { Workers } from '../cluster/primary.ts';
import type { AppConfig, Config, Environment, Setting, Sources } from '../config.ts';
import type { ServiceOptions } from '../services/index.ts';

/** Where a command reads and writes; `isTTY` where it is a terminal. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
  env: Environment;
  /** Emits `SIGINT`, `SIGTERM` and `uncaughtException`, as the process does. */
  signals: EventEmitter;
  /** Ends the process at once. */
  exit(status: number): void;
}

export type { Membership } from '../app.ts';
export type Log = NonNullable<Overrides['log']>;

/** The rest of the program as the command line sees it; each part is loaded when a command asks for it. */
export interface Program {
  version: string;
  /** What it was built from, and when; `unset` in a working copy. */
  build: { gitversion: string; buildtime: string };
  /** The folder of the commands on a folder. It need not exist. */
  notesFolder(env: Environment): string;
  settings: readonly Setting[];
  readConfig(sources: Sources): Config;
  createLog(config: Config): Promise<Log>;
  createApp(config: AppConfig, overrides: Overrides, membership?: Membership): Promise<App>;
  /** Undefined where this process is no worker. */
  joinPrimary(): Promise<Membership | undefined>;
  startWorkers(count: number, setupCode: string, log: Log): Promise<Workers>;
  openStore(database: string): Promise<ServiceOptions['store']>;
}
