import { device } from '../lib/device.ts';
import { createSignal } from '../lib/signal.ts';

/** Grows when they are written or thrown away. */
const changed = createSignal(0);
const nameOf = (user: number): string => `welcome.${user}`;

/** Which notes explain the app, on the device where they were written: only these are thrown away together. */
export const welcomeNotes = {
  changed,
  of(user: number): number[] {
    try {
      const ids: unknown = JSON.parse(device.read(nameOf(user)) ?? '[]');
      return Array.isArray(ids) ? ids.filter((id) => Number.isSafeInteger(id)) : [];
    } catch {
      return [];
    }
  },
  keep(user: number, ids: readonly number[]): void {
    device.write(nameOf(user), ids.length > 0 ? JSON.stringify(ids) : null);
    changed.set((count) => count + 1);
  },
};
