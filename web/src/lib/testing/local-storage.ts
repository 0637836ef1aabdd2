import { vi } from 'vitest';

/** The storage of a browser: its items are its own keys. `isFull` lets it refuse, as one that has no room does. */
class TestStorage {
  getItem(name: string): string | null {
    return (this as unknown as Record<string, string>)[name] ?? null;
  }
  setItem(name: string, value: string): void {
    if (room.isFull(name)) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    (this as unknown as Record<string, string>)[name] = value;
  }
  removeItem(name: string): void {
    delete (this as unknown as Record<string, string>)[name];
  }
}

export const room = { isFull: (_name: string): boolean => false };

/** An empty one, with room. */
export function freshStorage(): TestStorage {
  room.isFull = () => false;
  const storage = new TestStorage();
  vi.stubGlobal('localStorage', storage);
  return storage;
}
