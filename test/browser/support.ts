import { axeViolations } from './axe.ts';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { createClient, type Client } from '../../src/client/index.ts';
import type { AppConfig } from '../../src/config.ts';
import { openBrowser } from '../support/browser.ts';
import { startInstance, type Instance } from '../support/instance.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The built web app; another one by `COMMONPLACE_TEST_WEB`. */
export const webApp = process.env['COMMONPLACE_TEST_WEB'] ?? join(root, 'dist/web');
const shots = join(root, '.cache/screenshots');
const HEIGHTS: Record<number, number> = { 390: 844, 820: 1180, 1440: 900 };

export interface Site {
  instance: Instance;
  address: string;
  /** An account with a name; the first is the owner's. */
  account(username: string): Promise<Visitor>;
  /** A page of somebody who is not signed in. */
  page(options?: BrowserContextOptions): Promise<WatchedPage>;
}

export interface Visitor {
  username: string;
  password: string;
  /** The client of the app, with a token of this account. */
  client: Client;
  /** A page of a browser of its own, signed in. */
  page(options?: BrowserContextOptions): Promise<WatchedPage>;
}

export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  /** The paths of the requests to the APIs so far. */
  apiRequests: string[];
  /**
   * What must not be: errors in the console, violations of the policy, requests to elsewhere. An answer of the server that is
   * an error is one of them, but that nobody is signed in; a test that expects one takes it out with `expectRefusals`.
   */
  problems: string[];
  /** Of these, what a test is about. */
  expected: RegExp[];
}

/** The real server with a store of its own, and the built web app, for the tests of a file. */
export function useSite(config: Partial<AppConfig> = {}): () => Site {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    if (!existsSync(webApp)) throw new Error('The web app is not built: node scripts/build-web.mjs');
    const instance = await startInstance(config, { webApp, clock: Date.now });
    const address = await instance.app.listen();
    browser = await openBrowser();
    const open = (
      options: BrowserContextOptions = {},
      cookies?: Parameters<BrowserContext['addCookies']>[0],
    ) => openPage(browser, address, options, cookies);
    site = {
      instance,
      address,
      page: (options) => open(options),
      async account(username) {
        const { password, token } = await instance.account(username);
        return {
          username,
          password,
          client: createClient({ baseUrl: address, token }),
          page: async (options) => open(options, await sessionCookies(address, username, password)),
        };
      },
    };
  });
  afterAll(async () => {
    await browser?.close();
    await site?.instance.stop();
  });
  return () => site;
}

async function sessionCookies(address: string, username: string, password: string) {
  const answer = await fetch(`${address}/api/v1/auth/signin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  return answer.headers.getSetCookie().map((cookie) => {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
    return { name, value, url: address, sameSite: 'Lax' as const };
  });
}

/** A list whose rows are held by what makes long lists fast, which comes after the first page. */
export const TAKEN_OVER = '[role=feed][style*=height]';

/** Watches a page until the test ends, which then fails for what must not be. */
async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
  cookies: Parameters<BrowserContext['addCookies']>[0] = [],
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const watched: WatchedPage = { page, context, apiRequests: [], problems: [], expected: [] };
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const path = message.location().url.replace(address, '');
    // That nobody is signed in is an answer like any other.
    if (/status of 401/.test(message.text()) && /^\/api\/v1\/(auth\/status|events)$/.test(path)) return;
    watched.problems.push(/status of \d/.test(message.text()) ? `${message.text()} ${path}` : message.text());
  });
  page.on('pageerror', (error) => watched.problems.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.startsWith('/api/')) watched.apiRequests.push(url.pathname + url.search);
    if (url.origin !== address && !/^(data|blob):$/.test(url.protocol)) watched.problems.push(url.href);
  });
  onTestFinished(async () => {
    await context.close();
    const amiss = watched.problems.filter((problem) => !watched.expected.some((one) => one.test(problem)));
    expect(amiss, 'errors, violations of the policy, foreign requests').toEqual([]);
  });
  return watched;
}

/** Takes the refusals that a test is about out of what must not be, such as `/403.*\/spaces/`; there must be one. */
export async function expectRefusals({ problems, expected }: WatchedPage, which: RegExp): Promise<void> {
  // The browser tells of them a moment later.
  await expect
    .poll(() => problems.some((problem) => which.test(problem)), { message: String(which) })
    .toBe(true);
  expected.push(which);
}

/** Begins to look for words. @returns when they stood in the page, in epoch milliseconds, by the clock of the page itself */
export async function appearance(page: Page, words: string): Promise<() => Promise<number>> {
  await page.evaluate((text) => {
    const here = globalThis as any;
    here.appeared = new Promise((resolve) => {
      const watch = new here.MutationObserver(() => {
        if (!here.document.body.textContent.includes(text)) return;
        watch.disconnect();
        resolve(Date.now());
      });
      watch.observe(here.document.body, { subtree: true, childList: true, characterData: true });
    });
  }, words);
  return () => page.evaluate('globalThis.appeared');
}

type Picture = [width: number, colorScheme: 'light' | 'dark'];

const ALL: readonly Picture[] = Object.keys(HEIGHTS).flatMap((width): Picture[] => [
  [Number(width), 'light'],
  [Number(width), 'dark'],
]);
/** Of a state of a page; every page is taken at all widths, by day and by night, by a test of its own. */
const SOME: readonly Picture[] = [
  [1440, 'light'],
  [390, 'dark'],
];

/**
 * Keeps pictures of a page as artefacts of the run, in `.cache/screenshots/<name>-<width>-<theme>.png`. Two of them unless
 * `all` is asked for, or COMMONPLACE_TEST_PICTURES is `all`.
 */
export async function takePictures(page: Page, name: string, which: 'some' | 'all' = 'some'): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const isAll = which === 'all' || process.env['COMMONPLACE_TEST_PICTURES'] === 'all';
  for (const [width, colorScheme] of isAll ? ALL : SOME) {
    await page.setViewportSize({ width, height: HEIGHTS[width]! });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Fails for whatever axe finds against WCAG 2.2 AA, at a wide and a narrow window, light and dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: HEIGHTS[width]! });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page), `axe, ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}
