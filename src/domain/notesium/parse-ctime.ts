import { CommandError } from './command-error.ts';

const LAYOUT = '2006-01-02T15:04:05';

/** The elements of the layout, what stands before each, and the range that its value must lie in. */
const ELEMENTS = [
  { name: '2006', before: '', pattern: /^\d{4}/, range: '', min: 0, max: 9999 },
  { name: '01', before: '-', pattern: /^\d{2}/, range: 'month', min: 1, max: 12 },
  { name: '02', before: '-', pattern: /^\d{2}/, range: '', min: 0, max: 99 },
  { name: '15', before: 'T', pattern: /^\d{1,2}/, range: 'hour', min: 0, max: 23 },
  { name: '04', before: ':', pattern: /^\d{2}/, range: 'minute', min: 0, max: 59 },
  { name: '05', before: ':', pattern: /^\d{2}/, range: 'second', min: 0, max: 59 },
] as const;

/** A note's creation second is its file name in 8 hex digits, so it ends in February 2106. */
const LAST_SECOND = 0xffffffff;

/**
 * Reads the local time of `new --ctime=`, as Go's `time.ParseInLocation` does with `2006-01-02T15:04:05`.
 * @returns whole seconds since 1970
 * @throws CommandError in the words of Go
 */
export function parseCtime(text: string): number {
  let rest = text;
  const values: number[] = [];
  for (const { name, before, pattern, range, min, max } of ELEMENTS) {
    if (!rest.startsWith(before)) throw invalid(text, cannotParse(rest, before));
    rest = rest.slice(before.length);
    const digits = pattern.exec(rest)?.[0];
    if (digits === undefined) throw invalid(text, cannotParse(rest, name));
    const value = Number(digits);
    rest = rest.slice(digits.length);
    if (value < min || value > max) throw outOfRange(text, range);
    values.push(value);
  }
  // Go takes a fraction after the seconds even where the layout has none.
  rest = rest.replace(/^[.,]\d+/, '');
  if (rest !== '') throw invalid(text, `: extra text: ${quote(rest)}`);
  const [year = 0, month = 0, day = 0, hour, minute, second] = values;
  if (day < 1 || day > daysIn(year, month)) throw outOfRange(text, 'day');
  const date = new Date(2000, month - 1, day, hour, minute, second);
  date.setFullYear(year, month - 1, day);
  const seconds = date.getTime() / 1000;
  if (seconds < 0 || seconds > LAST_SECOND) {
    throw new CommandError('invalid ctime: must lie between the years 1970 and 2106');
  }
  return seconds;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function cannotParse(rest: string, element: string): string {
  return ` as ${quote(LAYOUT)}: cannot parse ${quote(rest)} as ${quote(element)}`;
}

function outOfRange(text: string, what: string): CommandError {
  return invalid(text, `: ${what} out of range`);
}

function invalid(text: string, problem: string): CommandError {
  return new CommandError(`invalid ctime format: parsing time ${quote(text)}${problem}`);
}

/** As Go quotes the value of a time: with `"` and `\` escaped, and what is no printable ASCII as bytes. */
function quote(text: string): string {
  return `"${text.replaceAll(/[^ -~]|["\\]/gu, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  return encodeURIComponent(character.isWellFormed() ? character : '\uFFFD')
    .replaceAll('%', '\\x')
    .toLowerCase();
}
