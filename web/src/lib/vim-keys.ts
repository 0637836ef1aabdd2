import { device } from './device.ts';
import { createSignal } from './signal.ts';

/** Whether notes are edited with the keys of vim, on this device. */
export const vimKeys = createSignal(device.read('vim') === 'on');

export function chooseVimKeys(on: boolean): void {
  device.write('vim', on ? 'on' : null);
  vimKeys.set(on);
}
