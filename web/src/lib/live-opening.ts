const PATIENCE_MS = 300;

let opening = Promise.withResolvers<void>();

/**
 * What is read once the stream is open misses nothing, and need not be read again. So the first lists wait for it, though
 * not for long.
 */
export const liveOpening = {
  settled: (): Promise<void> => Promise.race([opening.promise, after(PATIENCE_MS)]),
  settle: (): void => opening.resolve(),
  begin: (): void => void (opening = Promise.withResolvers<void>()),
};

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
