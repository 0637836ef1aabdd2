import { beforeEach, expect, test, vi } from 'vitest';
import type { device as Device } from './device.ts';
import { freshStorage, room } from './testing/local-storage.ts';

let device: typeof Device;
beforeEach(async () => {
  freshStorage();
  vi.resetModules();
  ({ device } = await import('./device.ts'));
});

test('what a full device does not take is remembered by the page, and said to be unkept', () => {
  room.isFull = () => true;
  expect(device.write('draft.a', 'text')).toBe(false);
  expect(device.read('draft.a')).toBe('text');
  expect(device.names('draft.')).toEqual(['draft.a']);
  expect(device.isKept('draft.a')).toBe(false);
  device.write('draft.a', null);
  expect(device.names('draft.')).toEqual([]);
});

test('it is kept as soon as something else makes room', () => {
  device.write('old', 'much');
  room.isFull = () => localStorage.getItem('commonplace.old') !== null;
  device.write('draft.a', 'text');
  device.write('draft.b', 'text');
  device.write('old', null);
  expect(localStorage.getItem('commonplace.draft.a')).toBe('text');
  expect(device.isKept('draft.b')).toBe(true);
});

test('nothing breaks where a page may not remember anything', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(device.write('theme', 'dark')).toBe(false);
  expect(device.read('theme')).toBe('dark');
});
