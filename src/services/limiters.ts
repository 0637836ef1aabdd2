import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limiters } from '../store/store.ts';

export type { Limiters } from '../store/store.ts';

/** Counts of this process alone. */
export const memoryLimiters: Limiters = ({ name, points, seconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
