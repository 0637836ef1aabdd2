import { findCommand } from './find-command.mjs';
import { quietly } from './quietly.mjs';

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
const install = (names) =>
  quietly('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env }).ok;

export const canUseApt = () => process.getuid?.() === 0 && findCommand('apt-get') !== undefined;

/** Installs Debian packages; false when that was not possible. */
export function aptInstall(...names) {
  if (install(names)) return true;
  return quietly('apt-get', ['update'], { env }).ok && install(names);
}
