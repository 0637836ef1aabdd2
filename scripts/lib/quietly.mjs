import { spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

/** Runs a command without showing what it prints: `{ ok, output }`, with both streams in `output`. */
export function quietly(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (result.error) return { ok: false, output: result.error.message };
  return { ok: result.status === 0, output: result.stdout + result.stderr };
}
