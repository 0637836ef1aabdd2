import { SECOND } from '../domain/time.ts';

/** A turn that lasts longer than this ends without being given back; the lock of the database itself is still there. */
const MAX_TURN_MS = 10 * SECOND;

/**
 * Lets those who ask have their turn one after the other, first come, first served.
 * @param grant tells somebody that it is their turn
 */
export function createTurns<Who>(grant: (who: Who) => void, maxTurnMs = MAX_TURN_MS) {
  let waiting: Who[] = [];
  let holder: Who | undefined;
  let timer: NodeJS.Timeout | undefined;

  function next(): void {
    clearTimeout(timer);
    holder = waiting.shift();
    if (holder === undefined) return;
    timer = setTimeout(next, maxTurnMs).unref();
    grant(holder);
  }

  /** The turn is over, or not wanted any more. */
  function over(who: Who): void {
    waiting = waiting.filter((other) => other !== who);
    if (holder === who) next();
  }

  return {
    want(who: Who): void {
      waiting.push(who);
      if (holder === undefined) next();
    },
    over,
  };
}
