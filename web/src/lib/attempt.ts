const PAUSES_MS = [300, 1500];

/**
 * Loads a script, and one that does not come twice more. A browser that remembers its failure, as Chromium does, gets it only
 * with the page: see layout/boundary.tsx.
 */
export async function attempt<T>(load: () => Promise<T>, pauses: readonly number[] = PAUSES_MS): Promise<T> {
  for (const pause of pauses) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}
