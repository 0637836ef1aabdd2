/** What the device did not take, since it is full or forbids it: remembered until the page ends. */
const unkept = new Map<string, string>();

/** What this device remembers; nothing breaks where it may not: then this page remembers it. */
export const device = {
  read(name: string): string | null {
    const here = unkept.get(name);
    if (here !== undefined) return here;
    try {
      return localStorage.getItem(`commonplace.${name}`);
    } catch {
      return null;
    }
  },
  /** The names that begin so. */
  names(prefix: string): string[] {
    return [...new Set([...keptNames(), ...unkept.keys()])].filter((name) => name.startsWith(prefix));
  },
  /** @returns whether it will be there after a reload */
  write(name: string, value: string | null): boolean {
    unkept.delete(name);
    try {
      if (value === null) {
        localStorage.removeItem(`commonplace.${name}`);
        // There may be room now for what had none.
        for (const [other, text] of new Map(unkept)) device.write(other, text);
      } else localStorage.setItem(`commonplace.${name}`, value);
      return true;
    } catch {
      if (value !== null) unkept.set(name, value);
      return false;
    }
  },
  isKept: (name: string): boolean => !unkept.has(name),
};

function keptNames(): string[] {
  try {
    return Object.keys(localStorage).flatMap((name) =>
      name.startsWith('commonplace.') ? [name.slice('commonplace.'.length)] : [],
    );
  } catch {
    return [];
  }
}
