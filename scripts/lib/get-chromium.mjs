import { aptInstall, canUseApt } from './apt.mjs';
import { findChromium } from './find-chromium.mjs';
import { Problem, say } from './say.mjs';

/** The path of a Chromium, installed first where there is none. */
export function getChromium() {
  return findChromium() ?? fromDebian();
}

function fromDebian() {
  if (canUseApt()) {
    say('Installing Chromium for the tests (apt-get install chromium)…');
    aptInstall('chromium');
  }
  const found = findChromium();
  if (found) return found;
  throw new Problem(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or set COMMONPLACE_TEST_CHROMIUM to the path of a Chromium or Chrome.',
  );
}
