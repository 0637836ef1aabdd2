import { spawn } from 'node:child_process';
import { follow } from './follow.mjs';
import { root } from './paths.mjs';
import { pinnedEnvironment, pinnedNode } from './pinned-node.mjs';

/** Runs the pinned Node in this process's place: same terminal, same signals, same end. */
export async function foreground(args) {
  const child = spawn(pinnedNode(), args, { cwd: root, stdio: 'inherit', env: pinnedEnvironment() });
  const { code, signal } = await follow(child);
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code;
}
