import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Of util-linux. */
const TASKSET = 'taskset';
/** Asked before anything is moved: it is that of where one is. */
const CORES = availableParallelism();
/** Whether servers and clients can have a core each. */
const canPin = CORES > 1 && spawnSync(TASKSET, ['--version']).status === 0;

const SERVER_CORE = '0';
const CLIENT_CORE = '1';

/** The command that runs this one on the server's core. */
export function onServerCore(command: readonly string[]): string[] {
  return canPin ? [TASKSET, '-c', SERVER_CORE, ...command] : [...command];
}

/** Moves this process to the clients' core. */
export function moveToClientCore(): void {
  moveTo(CLIENT_CORE);
}

/** For a measurement that has its server in its own process. */
export function moveToServerCore(): void {
  moveTo(SERVER_CORE);
}

/** For work that is given to threads, so that it has cores to be done on beside. */
export function moveToAllCores(): void {
  moveTo(`0-${CORES - 1}`);
}

function moveTo(core: string): void {
  if (canPin) spawnSync(TASKSET, ['-a', '-c', '-p', core, String(process.pid)]);
}

export function describeCores(workers = 1): string {
  if (workers > 1) return `${workers} workers on all cores, client on core ${CLIENT_CORE}`;
  return canPin
    ? `server on core ${SERVER_CORE}, client on core ${CLIENT_CORE}`
    : 'server and client share the cores: taskset of util-linux is not there, or there is one core';
}
