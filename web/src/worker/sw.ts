/// <reference lib="webworker" />
import { CACHES, PICTURES } from './names.ts';
import { keepPicture } from './pictures.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: what the first page is made of, what its other pages are made of, and a hash of all that. */
declare const FIRST: readonly string[];
declare const LATER: readonly string[];
declare const VERSION: string;

const SHELL = CACHES + VERSION;
/** A server that takes longer is waited for no more, where the page is here. */
const PATIENCE_MS = 3000;
/** What is no page of the app. */
const ELSEWHERE = /^\/(?:api|assets|metrics|health|\.well-known)\b|\.(?!md$)\w+$/;
const PICTURE = /^\/api\/v1\/resources\/\w+$/;

self.addEventListener('install', (event) => event.waitUntil(fill(['/', ...FIRST])));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', ({ data }) => {
  if (data === 'fill') void fill(LATER).catch(() => {});
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (!ELSEWHERE.test(pathname)) event.respondWith(page(request));
  } else if (pathname.startsWith('/assets/') || FIRST.includes(pathname)) {
    event.respondWith(asset(request, pathname));
  } else if (request.destination === 'image' && PICTURE.test(pathname)) {
    event.respondWith(keepPicture(request));
  }
  // All else goes its way: what the APIs answer is never kept here.
});

/** Brings what is missing; names have hashes, so what another version has is the same. */
async function fill(paths: readonly string[]): Promise<void> {
  const shell = await caches.open(SHELL);
  for (const path of paths) {
    if (await shell.match(path)) continue;
    const known = path === '/' ? undefined : await caches.match(path, { ignoreVary: true });
    const answer = known ?? (await fetch(path, { cache: path === '/' ? 'reload' : 'default' }));
    if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
    await shell.put(path, answer);
  }
}

/** Only when no window shows the version before any more. */
async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== SHELL);
  await Promise.all(old.filter((name) => name !== PICTURES).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The newest page where there is a way to the server; else the one that is kept. So a new version is there at the next start. */
async function page(request: Request): Promise<Response> {
  const kept = caches.match('/', { cacheName: SHELL, ignoreVary: true });
  const fresh = fetch(request).then((answer) => {
    // A gateway whose server is away.
    if (answer.status >= 502 && answer.status <= 504) throw new Error(String(answer.status));
    return answer;
  });
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    return (await Promise.race([fresh, late])) ?? (await kept) ?? (await fresh);
  } catch (error) {
    const answer = await kept;
    if (answer) return answer;
    throw error;
  }
}

async function asset(request: Request, path: string): Promise<Response> {
  const known = await caches.match(path, { ignoreVary: true });
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok && path.startsWith('/assets/')) {
    const copy = answer.clone();
    void caches.open(SHELL).then((shell) => shell.put(path, copy));
  }
  return answer;
}
