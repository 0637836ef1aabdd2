import { locale } from './i18n.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, date: Date): string {
  const key = locale() + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale(), options)));
  return made.format(date);
}

/** `2026-11-22`, in the reader's own time. */
export function dayKey(date: Date | string): string {
  const day = new Date(date);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The first moment of a day written as `2026-11-22`. */
export function startOfDay(key: string): Date {
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number);
  return new Date(year, month - 1, day);
}

export function addDays(key: string, days: number): string {
  const date = startOfDay(key);
  date.setDate(date.getDate() + days);
  return dayKey(date);
}

export const formatTime = (iso: string): string =>
  format({ hour: '2-digit', minute: '2-digit' }, new Date(iso));

export const formatDateTime = (iso: string): string =>
  format({ dateStyle: 'long', timeStyle: 'short' }, new Date(iso));

/** `Sunday`, of the last six days; else `22 November`, with the year where it is another one. */
export function formatDay(key: string, now = new Date()): string {
  const date = startOfDay(key);
  const age = startOfDay(dayKey(now)).getTime() - date.getTime();
  if (Math.abs(age) < DAY_MS) return relative(0);
  if (age > 0 && age < 1.5 * DAY_MS) return relative(-1);
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return format({ day: 'numeric', month: 'long', ...(year && { year }) }, date);
}

/** `22 November 2026` */
export const formatDate = (key: string): string => format({ dateStyle: 'long' }, startOfDay(key));

export const formatWeekday = (key: string): string => format({ weekday: 'long' }, startOfDay(key));

export const formatMonth = (year: number, month: number): string =>
  format({ month: 'long', year: 'numeric' }, new Date(year, month, 1));

/** One letter for each day of the week, from Monday. */
export const weekdayLetters = (): string[] =>
  Array.from({ length: 7 }, (_, day) => format({ weekday: 'narrow' }, new Date(2024, 0, 1 + day)));

function relative(days: number): string {
  const text = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day');
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}
