import type { Browser, Page } from 'playwright-core';

export interface WatchedPage {
  page: Page;
  /** What should not have happened: scripts, dialogs, violations of the policy, requests to elsewhere, errors. */
  problems: string[];
}

/** A page of `address` on which the payloads' `pwned(…)` and everything else that must not happen is written down. */
export async function openWatched(
  browser: Browser,
  address: string,
  options: Parameters<Browser['newPage']>[0] = {},
  /** Runs in the page before anything else. */
  before?: () => void,
): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, ...options });
  const problems: string[] = [];
  if (before) await page.addInitScript(before);
  await page.exposeFunction('pwned', (what: string) => problems.push(`script ran: ${what}`));
  await page.exposeFunction('violated', (what: string) => problems.push(`policy violated: ${what}`));
  await page.addInitScript(() => {
    const here = globalThis as any;
    here.document.addEventListener('securitypolicyviolation', (event: any) =>
      here.violated(
        `${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`,
      ),
    );
  });
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404/.test(message.text()))
      problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${address}/`)) problems.push(`request: ${url.slice(0, 200)}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame.url() !== `${address}/`) problems.push(`navigated: ${frame.url()}`);
  });
  await page.goto(`${address}/`);
  await page.locator('html[data-ready]').waitFor();
  return { page, problems };
}
