import { hash, verify } from '@node-rs/argon2';

/** OWASP's first recommendation for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  hash(password: string): Promise<string>;
  /** False also for a missing hash, after the same time: nobody learns which accounts exist. */
  verify(hashed: string | undefined, password: string): Promise<boolean>;
}

export async function createPasswords(): Promise<Passwords> {
  const nobody = await hash('nobody has this password', ARGON2ID);
  return {
    hash: (password) => hash(password, ARGON2ID),
    async verify(hashed, password) {
      const matches = await verify(hashed ?? nobody, password);
      return matches && hashed !== undefined;
    },
  };
}
