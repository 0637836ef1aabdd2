import { spawn } from 'node:child_process';
import type { Io } from './program.ts';

const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the person's browser, which goes on without us; where that fails, the server is there all the same. */
export function openBrowser(url: string, { env, stderr }: Pick<Io, 'env' | 'stderr'>): void {
  const [command, ...options] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...options, url], { env: { ...env }, stdio: 'ignore', detached: true });
  child.once('error', ({ message }) => stderr.write(`Failed to launch the browser: ${message}\n`));
  child.unref();
}
