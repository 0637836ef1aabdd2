import { format, type Row } from './row.ts';

const HEAD = [
  'what',
  'notes',
  'per second',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'cpu µs',
  'measured',
  'target',
  '',
];
const WIDTHS = [42, 10, 11, 8, 8, 8, 8, 30, 16, 5];

/** The cells of a row, in the order of `HEAD`. */
function cellsOf({ what, notes, figures, measured = '', target = '', passed }: Row): string[] {
  const refused = figures && figures.refused > 0 ? `${figures.refused} refused` : '';
  const { perSecond, p50, p95, p99, cpu } = figures ?? {};
  const times = [p50, p95, p99, cpu].map((value) => (value === undefined ? '' : format(value)));
  const verdict = passed === undefined ? '' : passed ? 'pass' : 'FAIL';
  const speed = perSecond === undefined ? '' : grouped(Math.round(perSecond));
  return [
    what,
    notes === '' ? '' : grouped(notes),
    speed,
    ...times,
    [measured, refused].filter((text) => text !== '').join(', '),
    target,
    verdict,
  ];
}

export const headLine = (): string => line(HEAD);

export const rowLine = (row: Row): string => line(cellsOf(row));

function line(cells: readonly string[]): string {
  return cells
    .map((cell, index) =>
      index === 0 || index > 6 ? cell.padEnd(WIDTHS[index] ?? 0) : cell.padStart(WIDTHS[index] ?? 0),
    )
    .join('  ')
    .trimEnd();
}

export function markdownTable(rows: readonly Row[]): string {
  const lines = [
    HEAD,
    HEAD.map((_, index) => (index > 0 && index < 7 ? '---:' : '---')),
    ...rows.map(cellsOf),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
