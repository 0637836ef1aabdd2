import { invalid } from '../domain/errors.ts';
import { DAY, HOUR, LAST_TIME, parseTime } from '../domain/time.ts';

/**
 * @param text a span such as 90d or 12h, or an RFC 3339 time
 * @returns epoch milliseconds
 * @throws INVALID_ARGUMENT
 */
export function readExpiry(text: string, now: number): number {
  const [, count, unit] = /^(\d{1,6})([dh])$/.exec(text) ?? [];
  if (count === undefined) {
    if (/^\d{4}-/.test(text)) return parseTime('expires', text);
    throw invalid(
      'expires',
      'Must be days such as 90d, hours such as 12h, or a time such as 2030-01-31T00:00:00Z',
    );
  }
  const time = now + Number(count) * (unit === 'd' ? DAY : HOUR);
  if (time > LAST_TIME) throw invalid('expires', 'Must lie before the year 2106; leave it out for no expiry');
  return time;
}
