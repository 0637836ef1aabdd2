import { hash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** What is drawn at random; tests put their own in its place. */
export interface Random {
  /** 8 hex digits with at least one letter. */
  uid(): string;
  /** 256 bits, base64url. */
  secret(): string;
  /** 8 digits that a person can copy from a log. */
  code(): string;
}

export const random: Random = {
  uid() {
    for (;;) {
      // Eight digits of a version 4 UUID are random, and come from a store of random bytes: a tenth of the cost.
      const uid = randomUUID().slice(0, 8);
      if (/[a-f]/.test(uid)) return uid;
    }
  },
  secret: () => randomBytes(32).toString('base64url'),
  code: () => String(randomInt(0, 1e8)).padStart(8, '0'),
};

/** Secrets are stored and looked up by this; they are long and random, so a fast hash is enough. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
