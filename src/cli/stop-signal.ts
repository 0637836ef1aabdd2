import type { Io } from './program.ts';

const NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;
type StopSignal = keyof typeof NUMBERS;
const STOP_SIGNALS = Object.keys(NUMBERS) as StopSignal[];

/**
 * Listens for SIGINT and SIGTERM: the first resolves `requested`, the next ends the process at once with 128 plus its
 * number, as shells expect.
 */
export function listenForStop({ signals, exit }: Pick<Io, 'signals' | 'exit'>) {
  const { promise: requested, resolve } = Promise.withResolvers<StopSignal>();
  let isStopping = false;
  function stop(signal: StopSignal): void {
    if (isStopping) exit(128 + NUMBERS[signal]);
    isStopping = true;
    resolve(signal);
  }
  for (const signal of STOP_SIGNALS) signals.on(signal, stop);
  return {
    requested,
    ignore(): void {
      for (const signal of STOP_SIGNALS) signals.off(signal, stop);
    },
  };
}
