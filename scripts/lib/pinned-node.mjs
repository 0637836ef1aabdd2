import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { modules } from './paths.mjs';
import { Problem } from './say.mjs';

const windows = process.platform === 'win32';

export const pinnedBinary = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** Whether the Node that runs this script could run the program itself. */
export function isRecent(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** The Node that runs the program: the pinned one, else this one where no pinned build exists. */
export function pinnedNode() {
  if (existsSync(pinnedBinary)) return pinnedBinary;
  if (isRecent()) return process.execPath;
  throw new Problem(
    `No Node 24 build for ${process.platform}-${process.arch} could be installed: install Node 24 and try again.`,
  );
}

/** This environment with the pinned Node and the packages' commands first on the path. */
export function pinnedEnvironment() {
  const path = [dirname(pinnedNode()), join(modules, '.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path };
}

/** This environment without anything from node_modules, which an installation is about to replace. */
export function plainEnvironment() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(modules));
  return { ...process.env, PATH: path.join(delimiter) };
}
