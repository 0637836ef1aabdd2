/** After the first page is there, so that nothing competes with it. */
const PATIENCE_MS = 4000;

/** The service worker, by which the app opens without a way to the server. Not by plain HTTP, where browsers have none. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return;
  setTimeout(() => void register().catch(() => {}), PATIENCE_MS);
}

async function register(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  // What the other pages are made of.
  active?.postMessage('fill');
}
