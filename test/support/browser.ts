import { chromium, type Browser } from 'playwright-core';

/** Headless Chromium that talks to nobody but the test's own server. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['COMMONPLACE_TEST_CHROMIUM'];
  if (!executablePath) throw new Error('COMMONPLACE_TEST_CHROMIUM must name a Chromium; `npm test` sets it');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
