import { isoWeek } from './iso-week.ts';
import { layoutParts } from './layout-parts.ts';
import { zoneName } from './zone-name.ts';

const MONTHS = 'January February March April May June July August September October November December';
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday';
const MONTH_NAMES = MONTHS.split(' ');
const DAY_NAMES = DAYS.split(' ');
const DAY_MS = 86_400_000;

/**
 * A time in the local zone, written as the example in `layout` shows it: Go's reference time is
 * `Mon Jan 2 15:04:05 MST 2006`. Beyond Go, and as in Notesium, `%V` is the ISO week (from Monday) and `%U` the same week from Sunday.
 * @param time epoch milliseconds, with a fraction where finer is known; written to the microsecond
 */
export function goLayout(layout: string, time: number): string {
  return compileLayout(layout)(time);
}

/** `goLayout` for many times: the layout is read once. */
export function compileLayout(layout: string): (time: number) => string {
  const parts = layoutParts(layout);
  return (time) => {
    const date = new Date(Math.floor(time));
    let text = '';
    for (const part of parts) text += part.isElement ? element(part.text, date, time) : part.text;
    return withWeeks(text, date);
  };
}

function withWeeks(text: string, date: Date): string {
  if (!text.includes('%')) return text;
  return text
    .replaceAll('%V', () => two(isoWeek(date)))
    .replaceAll('%U', () => two(isoWeek(nextDayOnSunday(date))));
}

function element(name: string, date: Date, time: number): string {
  const hours = date.getHours();
  switch (name) {
    case 'January':
      return MONTH_NAMES[date.getMonth()] ?? '';
    case 'Jan':
      return MONTH_NAMES[date.getMonth()]?.slice(0, 3) ?? '';
    case '1':
      return String(date.getMonth() + 1);
    case '01':
      return two(date.getMonth() + 1);
    case 'Monday':
      return DAY_NAMES[date.getDay()] ?? '';
    case 'Mon':
      return DAY_NAMES[date.getDay()]?.slice(0, 3) ?? '';
    case '2':
      return String(date.getDate());
    case '_2':
      return String(date.getDate()).padStart(2);
    case '02':
      return two(date.getDate());
    case '__2':
      return String(dayOfYear(date)).padStart(3);
    case '002':
      return String(dayOfYear(date)).padStart(3, '0');
    case '15':
      return two(hours);
    case '3':
      return String(hours % 12 || 12);
    case '03':
      return two(hours % 12 || 12);
    case '4':
      return String(date.getMinutes());
    case '04':
      return two(date.getMinutes());
    case '5':
      return String(date.getSeconds());
    case '05':
      return two(date.getSeconds());
    case '2006':
      return String(date.getFullYear()).padStart(4, '0');
    case '06':
      return two(date.getFullYear() % 100);
    case 'PM':
      return hours < 12 ? 'AM' : 'PM';
    case 'pm':
      return hours < 12 ? 'am' : 'pm';
    case 'MST':
      return zoneName(date);
    default:
      return /^[.,]/.test(name) ? fraction(name, time) : offset(name, -date.getTimezoneOffset());
  }
}

/** `-07:00` and its kin; those with `Z` write `Z` for Universal Time. */
function offset(name: string, minutes: number): string {
  if (name.startsWith('Z') && minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const values = [Math.trunc(size / 60), size % 60, 0];
  const separator = name.includes(':') ? ':' : '';
  const count = name.slice(1).replaceAll(':', '').length / 2;
  return (minutes < 0 ? '-' : '+') + values.slice(0, count).map(two).join(separator);
}

/** `.000` keeps its digits, `.999` drops zeros at the end, and itself where nothing is left. */
function fraction(name: string, time: number): string {
  const micros = Math.min(999_999, Math.round((time - Math.floor(time / 1000) * 1000) * 1000));
  const wanted = name.length - 1;
  const digits = String(micros).padStart(6, '0').padEnd(wanted, '0').slice(0, wanted);
  if (name[1] === '0') return name.charAt(0) + digits;
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? '' : name.charAt(0) + kept;
}

function dayOfYear(date: Date): number {
  const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return (day - Date.UTC(date.getFullYear(), 0, 1)) / DAY_MS + 1;
}

function nextDayOnSunday(date: Date): Date {
  if (date.getDay() !== 0) return date;
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
