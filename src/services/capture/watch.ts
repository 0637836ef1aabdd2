import type { CaptureLimits } from './limits.ts';
import { CaptureFailure, seconds } from './failure.ts';

/** Ends what takes too long, or is told to end: `signal` is aborted with the CaptureFailure that says why. */
export interface Watch {
  signal: AbortSignal;
  /** Something has arrived. */
  heard(): void;
  end(): void;
}

export function createWatch(
  { totalMs, silenceMs }: Pick<CaptureLimits, 'totalMs' | 'silenceMs'>,
  stops: readonly (AbortSignal | undefined)[],
): Watch {
  const controller = new AbortController();
  const late = (message: string): void => controller.abort(new CaptureFailure('timeout', message));
  const stop = (): void => controller.abort(stopped());
  const total = setTimeout(late, totalMs, `The page did not arrive within ${seconds(totalMs)}.`);
  const silence = setTimeout(late, silenceMs, `The server sent nothing for ${seconds(silenceMs)}.`);
  for (const signal of stops) {
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  }
  return {
    signal: controller.signal,
    heard: () => void silence.refresh(),
    end() {
      clearTimeout(total);
      clearTimeout(silence);
      for (const signal of stops) signal?.removeEventListener('abort', stop);
    },
  };
}

export function stopped(): CaptureFailure {
  return new CaptureFailure('stopped', 'Saving the page was stopped.');
}
