import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { listenForStop } from './stop-signal.ts';

function listen() {
  const signals = new EventEmitter();
  const exits: number[] = [];
  return { signals, exits, ...listenForStop({ signals, exit: (status) => void exits.push(status) }) };
}

test('the first signal asks to stop, the second ends the process', async () => {
  const { signals, exits, requested } = listen();
  signals.emit('SIGTERM', 'SIGTERM');
  expect(await requested).toBe('SIGTERM');
  expect(exits).toEqual([]);
  signals.emit('SIGINT', 'SIGINT');
  expect(exits).toEqual([130]);
});

test('afterwards signals do again what they did before', () => {
  const { signals, ignore } = listen();
  ignore();
  expect(signals.eventNames()).toEqual([]);
});
