import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from '../../scripts/lib/find-postgres.mjs';

const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
  'shared_buffers=128MB',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
];

/**
 * Runs PostgreSQL in its folder until fd 3 closes, as it does when this process ends in whatever way;
 * then removes the folder.
 */
const KEEPER = `
  "$@" 3<&- & server=$!
  { read -r _ <&3; kill -INT $server; } 2>/dev/null &
  exec 3<&-
  wait $server
  rm -rf "$PWD"`;

const START_MS = 30_000;

export interface PostgresServer {
  url: string;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of its own, empty, on a free port of 127.0.0.1. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL was not found: `npm test` installs it, or says how to.');
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-postgres-'));
  const account = unprivileged();
  if (account) chownSync(folder, account.uid, account.gid);
  initialise(bin, folder, account);
  const port = await freePort();
  const server = keep(bin, folder, port, account);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await accepting(url, server);
  return { url, stop: () => stop(server) };
}

interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has no user `nobody`.');
}

function initialise(bin: string, folder: string, account: Account | undefined): void {
  const attempt = (locale: string) =>
    spawnSync(
      join(bin, 'initdb'),
      ['--pgdata=data', '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', locale],
      { cwd: folder, encoding: 'utf8', ...account },
    );
  let result = attempt('--locale=C.UTF-8');
  if (result.status !== 0) result = attempt('--locale=C');
  if (result.status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`);
}

interface Kept {
  process: ChildProcess;
  log(): string;
}

function keep(bin: string, folder: string, port: number, account: Account | undefined): Kept {
  const settings = [...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting]);
  const command = [join(bin, 'postgres'), '-D', join(folder, 'data'), ...settings];
  const child = spawn('/bin/sh', ['-c', KEEPER, 'sh', ...command], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    ...account,
  });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-10_000)));
  return { process: child, log: () => log };
}

async function accepting(url: string, server: Kept): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (server.process.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${server.log()}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(25);
    } finally {
      await client.end();
    }
  }
}

async function stop(server: Kept): Promise<void> {
  const ended = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.stdio[3]?.destroy();
  if (server.process.exitCode === null) await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
