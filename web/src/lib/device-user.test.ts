import { beforeEach, expect, test, vi } from 'vitest';
import { freshStorage, room } from './testing/local-storage.ts';

beforeEach(() => {
  freshStorage();
  vi.resetModules();
});

test('what one account has not sent is nowhere to be found for the next, and is there again for the first', async () => {
  const { takeDevice } = await import('./device-user.ts');
  const { device } = await import('./device.ts');
  takeDevice(1);
  device.write('outbox.a', 'mine');
  expect(takeDevice(2)).toBe(true);
  expect(device.names('outbox.')).toEqual([]);
  takeDevice(1);
  expect(device.read('outbox.a')).toBe('mine');
});

test('also where the device is full and cannot put it away', async () => {
  const { takeDevice, deviceUser } = await import('./device-user.ts');
  const { device } = await import('./device.ts');
  takeDevice(1);
  device.write('outbox.a', 'mine');
  room.isFull = () => true;
  takeDevice(2);
  expect(device.names('outbox.')).toEqual([]);
  expect(deviceUser()).toBe(2);
  expect(localStorage.getItem('commonplace.user')).toBeNull();
  takeDevice(1);
  expect(device.read('outbox.a')).toBe('mine');
});
