import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../domain/errors.ts';

/** Failed sign-ins that are allowed within a quarter of an hour. */
export interface GuessingLimits {
  perAccount: number;
  perAddress: number;
}

export type Guessing = ReturnType<typeof createGuessing>;

const QUARTER_HOUR_S = 15 * 60;

/** Limits password guessing by account and by address; only failures count. */
export function createGuessing({ perAccount, perAddress }: GuessingLimits) {
  const byAccount = new RateLimiterMemory({ points: perAccount, duration: QUARTER_HOUR_S });
  const byAddress = new RateLimiterMemory({ points: perAddress, duration: QUARTER_HOUR_S });

  return {
    /**
     * Counts an attempt before it is made, so that attempts side by side count too.
     * @throws RESOURCE_EXHAUSTED with the seconds to wait
     */
    async begin(account: string, address: string): Promise<void> {
      // The address first: one that has used up its attempts cannot use up those of an account, too.
      await take(byAddress, address);
      await take(byAccount, account);
    },

    /** Takes the attempt back: the password was right. */
    async succeeded(account: string, address: string): Promise<void> {
      await byAccount.delete(account);
      await byAddress.reward(address);
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.ceil(refusal.msBeforeNext / 1000);
    throw new DomainError(
      'RESOURCE_EXHAUSTED',
      'Too many failed sign-ins; wait before the next',
      [],
      seconds,
    );
  }
}
