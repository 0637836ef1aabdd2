/** What this device remembers; nothing breaks where it may not. */
export const device = {
  read(name: string): string | null {
    try {
      return localStorage.getItem(`commonplace.${name}`);
    } catch {
      return null;
    }
  },
  /** The names that begin so. */
  names(prefix: string): string[] {
    try {
      const all = Object.keys(localStorage).filter((name) => name.startsWith(`commonplace.${prefix}`));
      return all.map((name) => name.slice('commonplace.'.length));
    } catch {
      return [];
    }
  },
  /** @returns whether it will be there after a reload */
  write(name: string, value: string | null): boolean {
    try {
      if (value === null) localStorage.removeItem(`commonplace.${name}`);
      else localStorage.setItem(`commonplace.${name}`, value);
      return true;
    } catch {
      return false;
    }
  },
};
