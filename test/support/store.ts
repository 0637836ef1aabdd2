import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createTestDatabase } from './postgres.ts';

export interface TestLocation {
  /** What `openStore` takes. */
  url: string;
  remove(): Promise<void>;
}

export interface TestStore {
  store: Store;
  url: string;
  /** Closes the store and removes what it wrote. */
  close(): Promise<void>;
}

/** A place for a store of the engine that this run is about; nothing is there yet. */
export async function createTestLocation(): Promise<TestLocation> {
  if (inject('engine') === 'postgres') {
    const { url, drop } = await createTestDatabase();
    return { url, remove: drop };
  }
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-store-'));
  return {
    url: join(folder, 'store.db'),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An empty store of the engine that this run is about. */
export async function openTestStore(): Promise<TestStore> {
  const { url, remove } = await createTestLocation();
  const store = await openStore(url);
  return {
    store,
    url,
    async close() {
      await store.close();
      await remove();
    },
  };
}
