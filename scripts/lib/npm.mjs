import { plainEnvironment } from './pinned-node.mjs';
import { quietly } from './quietly.mjs';
import { Problem } from './say.mjs';

// npm is a batch file on Windows, which only a shell can start.
const shell = process.platform === 'win32';

/** Runs the machine's npm; throws a Problem with what npm said when it fails. */
export function npm(...args) {
  const { ok, output } = quietly('npm', args, { env: plainEnvironment(), shell });
  if (!ok) throw new Problem(`npm ${args.join(' ')} failed:\n${output.trim()}`);
}
