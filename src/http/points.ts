import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { SECOND } from '../domain/time.ts';

/** Points that may be used until a time. Where several processes count together, a part of the whole is lent to each. */
export interface Window {
  /** What is left of what this process may use without asking. */
  lent: number;
  /** What surely is left beyond that. */
  rest: number;
  /** Whether there is no more to be lent. */
  isSpent: boolean;
  /** As `Date.now()`. */
  endsAt: number;
  /** As `Date.now()`: `rest` is good until then, though others may begin to count. */
  goodUntil: number;
  /** What this process has added to the shared count. */
  taken: number;
  /** `endsAt` as the header has it. */
  endText?: string;
}

export type Points = ReturnType<typeof createPoints>;
type Key = string | number;

/** Below this limit every request asks, so that what is said to remain is exact: few requests can come of it anyway. */
const LEND_BEYOND = 10_000;
/** Of larger limits, so much is lent at once. */
const PART = 50;
const GOOD_MS = SECOND;

/**
 * Counts points by key over fixed windows. Never more than `limit` are used in a window, by all processes together.
 * @param shared what processes count together; null where this one is alone
 */
export function createPoints(limit: number, windowMs: number, shared: RateLimiterAbstract | null) {
  const windows = new Map<Key, Window>();
  const asking = new Map<Key, Promise<unknown>>();
  const part = limit > LEND_BEYOND ? Math.floor(limit / PART) : 1;

  /** Windows are as long as one another, so those that end first come first. */
  function open(key: Key, lent: number, endsAt: number): Window {
    const now = Date.now();
    for (const [old, { endsAt: end }] of windows) {
      if (end > now) break;
      windows.delete(old);
    }
    const window: Window = { lent, rest: 0, isSpent: !shared, endsAt, goodUntil: Infinity, taken: 0 };
    windows.delete(key);
    windows.set(key, window);
    return window;
  }

  /** The window of now; undefined where the others have to be asked. */
  function windowOf(key: Key): Window | undefined {
    const now = Date.now();
    const window = windows.get(key);
    if (window && now < window.endsAt) return now < window.goodUntil ? window : undefined;
    return shared ? undefined : open(key, limit, now + windowMs);
  }

  async function lend(key: Key, limiter: RateLimiterAbstract): Promise<Window> {
    const askedAt = Date.now();
    const known = windows.get(key);
    const left = part > 1 && known && askedAt < known.endsAt ? known.lent : 0;
    const amount = Math.max(0, part - left);
    const { consumedPoints, msBeforeNext } = await consume(limiter, key, amount);
    const before = consumedPoints - amount;
    // Whoever adds to the count gets what was left before: all together get the limit, and no more.
    const lent = Math.min(amount, Math.max(0, limit - before));
    const last = windows.get(key);
    const isSame = last && askedAt < last.endsAt && before > 0;
    const window = isSame ? last : open(key, 0, askedAt + Math.max(0, msBeforeNext));
    const isAlone = before === window.taken;
    window.lent += lent;
    window.taken += amount;
    window.isSpent = lent === 0 && amount > 0;
    const rest = isAlone || part === 1 ? Math.max(0, limit - consumedPoints) : 0;
    window.rest = window.taken === amount ? rest : Math.min(window.rest, rest);
    window.goodUntil = part > 1 && window.rest > 0 ? askedAt + GOOD_MS : Infinity;
    return window;
  }

  return {
    limitText: String(limit),
    windowOf,

    /** Asks the others for points until there are some, or none for anybody. */
    async ask(key: Key): Promise<Window> {
      if (!shared) throw new Error('There is nobody to ask');
      // Of single points each request asks for its own; a part is asked for once, for all who wait.
      if (part === 1) return lend(key, shared);
      const asked = asking.get(key) ?? lend(key, shared).finally(() => asking.delete(key));
      asking.set(key, asked);
      await asked;
      return windows.get(key) as Window;
    },
  };
}

/** @returns the state after the points were added, whether or not that was too many */
async function consume(limiter: RateLimiterAbstract, key: Key, amount: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, amount);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  }
}
