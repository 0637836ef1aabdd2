import { formatTime } from '../domain/time.ts';
import type { Io } from './program.ts';

export function printLine({ stdout }: Io, text: string): void {
  stdout.write(`${printable(text)}\n`);
}

/** For programs: one JSON value. */
export function printJson({ stdout }: Io, value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** For people: columns below their names. */
export function printTable(
  { stdout }: Io,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const cells = [header, ...rows].map((row) => row.map(printable));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const row of cells) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    stdout.write(`${line.trimEnd()}\n`);
  }
}

/** `-` where there is none. */
export function printableTime(ms: number | null): string {
  return ms === null ? '-' : formatTime(ms);
}

/** Names come from users; a control character among them could rewrite the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '\uFFFD');
}
