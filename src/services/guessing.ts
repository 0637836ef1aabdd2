import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { DomainError } from '../domain/errors.ts';
import { memoryLimiters, type Limiters } from './limiters.ts';
import { sha256 } from './random.ts';

/** Failed sign-ins that are allowed within a quarter of an hour. */
export interface GuessingLimits {
  perAccount: number;
  perAddress: number;
}

export type Guessing = ReturnType<typeof createGuessing>;

const QUARTER_HOUR_S = 15 * 60;

/**
 * Limits password guessing by account and by address; only failures count.
 * @param limiters where several processes count together, what they share
 */
export function createGuessing(
  { perAccount, perAddress }: GuessingLimits,
  limiters: Limiters = memoryLimiters,
) {
  const byAccount = limiters({ name: 'account', points: perAccount, seconds: QUARTER_HOUR_S });
  const byAddress = limiters({ name: 'address', points: perAddress, seconds: QUARTER_HOUR_S });

  return {
    /**
     * Counts an attempt before it is made, so that attempts side by side count too.
     * @throws RESOURCE_EXHAUSTED with the seconds to wait
     */
    async begin(account: string, address: string): Promise<void> {
      // The address first: one that has used up its attempts cannot use up those of an account, too.
      await take(byAddress, keyOf(address));
      await take(byAccount, keyOf(account));
    },

    /** Takes the attempt back: the password was right. */
    async succeeded(account: string, address: string): Promise<void> {
      await byAccount.delete(keyOf(account));
      await byAddress.reward(keyOf(address));
    },
  };
}

/** What somebody typed is of any length and content, and none of a database's business. */
function keyOf(text: string): string {
  return sha256(text);
}

async function take(limiter: RateLimiterAbstract, key: string): Promise<void> {
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
