import type { Io, Log } from './program.ts';

/** An error that nobody caught is logged, and ends the process with 1. @returns what ends the watch */
export function endOnCrash({ signals, exit }: Pick<Io, 'signals' | 'exit'>, log: Log): () => void {
  function crash(error: unknown): void {
    log.fatal({ err: error }, 'The server ends after an unexpected error');
    exit(1);
  }
  // Rejections that nobody handles arrive here too.
  signals.on('uncaughtException', crash);
  return () => void signals.off('uncaughtException', crash);
}
