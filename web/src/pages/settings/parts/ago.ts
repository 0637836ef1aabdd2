import { locale } from '../../../lib/i18n.ts';

const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 minutes ago`, `in 2 hours`, `now`. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, length] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', Infinity];
  const count = length === Infinity ? 0 : Math.trunc(seconds / length);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(count, unit);
}
