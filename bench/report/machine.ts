import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { describeCores } from '../server/cores.ts';

const BUSY_LOAD = 0.7;

/** What the figures belong to, one fact a line. */
export function describeMachine(command: string, workers: number | undefined): string[] {
  const gib = Math.round(totalmem() / 1024 ** 3);
  return [
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `Machine: ${availableParallelism()} cores, ${cpus()[0]?.model.trim() ?? 'of an unknown kind'}, ${gib} GiB of memory`,
    `Node.js ${process.versions.node}, ${process.platform} ${process.arch}; ${describeCores(workers)}`,
    `Command: \`${command}\``,
    ...busy(),
  ];
}

/** Figures of a machine that does something else as well say little. */
function busy(): string[] {
  const [load = 0] = loadavg();
  if (load < BUSY_LOAD) return [];
  return [
    `The machine was busy with other things: ${load.toFixed(1)} processes wanted to run when this began`,
  ];
}
