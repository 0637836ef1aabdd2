import { findCommand, isProgram } from './find-command.mjs';

/** The path of a Chromium or Chrome, or undefined. */
export function findChromium() {
  return [
    process.env.COMMONPLACE_TEST_CHROMIUM,
    findCommand('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => path && isProgram(path));
}
