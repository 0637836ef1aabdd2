/** Lists that are sent again and again are kept as bytes: up to this, those that were asked for last. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Keeps one list for each key, as long as its entity tag is the present one. */
export function createListCache(maxBytes = MAX_BYTES) {
  const kept = new Map<string, { etag: string; bytes: Buffer }>();
  /** Whoever asks for what is being made already waits for it. */
  const underWay = new Map<string, Promise<Buffer>>();
  let size = 0;

  function drop(key: string): void {
    size -= kept.get(key)?.bytes.length ?? 0;
    kept.delete(key);
  }

  function keep(key: string, etag: string, bytes: Buffer): void {
    drop(key);
    if (bytes.length > maxBytes) return;
    kept.set(key, { etag, bytes });
    size += bytes.length;
    for (const oldest of kept.keys()) {
      if (size <= maxBytes) return;
      drop(oldest);
    }
  }

  return {
    /** The bytes for this key at this entity tag, made where they are not there. */
    async get(key: string, etag: string, make: () => Promise<Buffer>): Promise<Buffer> {
      const found = kept.get(key);
      if (found?.etag === etag) {
        kept.delete(key);
        kept.set(key, found);
        return found.bytes;
      }
      const id = `${key} ${etag}`;
      const making =
        underWay.get(id) ??
        make()
          .then((bytes) => {
            keep(key, etag, bytes);
            return bytes;
          })
          .finally(() => underWay.delete(id));
      underWay.set(id, making);
      return making;
    },
  };
}
