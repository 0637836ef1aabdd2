/** Runs `work` for each, so many at a time; the first failure is thrown when all that ran have ended. */
export async function eachOf<T>(
  items: readonly T[],
  parallel: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  async function run(): Promise<void> {
    for (let index = next++; index < items.length && failures.length === 0; index = next++) {
      await work(items[index] as T).catch((error: unknown) => void failures.push(error));
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, run));
  if (failures.length > 0) throw failures[0];
}
