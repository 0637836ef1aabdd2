import type { Sample } from './clients.ts';

/** Milliseconds, and requests a second. */
export interface Figures {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  refused: number;
  /** Microseconds that the server computed for a request, where that was asked: it is the same on a busy machine. */
  cpu?: number | undefined;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

/** What one round says. */
export function figuresOf({ durations, seconds, refused, cpuMs }: Sample): Figures {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const cpu = cpuMs === undefined ? undefined : (cpuMs * 1000) / durations.length;
  return { perSecond: durations.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), refused, cpu };
}

/** The medians of several rounds: one in which the machine was busy with something else does not count. */
export function medianFigures(samples: readonly Sample[]): Figures {
  const rounds = samples.map(figuresOf);
  const of = (name: keyof Figures): number => median(rounds.map((round) => round[name] ?? NaN));
  const cpu = of('cpu');
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p95: of('p95'),
    p99: of('p99'),
    refused: rounds.reduce((sum, round) => sum + round.refused, 0),
    cpu: Number.isNaN(cpu) ? undefined : cpu,
  };
}

/** All rounds as one, for what is about the worst of many. */
export function pooledFigures(samples: readonly Sample[]): Figures {
  return figuresOf({
    durations: samples.flatMap((sample) => sample.durations),
    seconds: samples.reduce((sum, sample) => sum + sample.seconds, 0),
    refused: samples.reduce((sum, sample) => sum + sample.refused, 0),
  });
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the straight line that lies nearest to the points (least squares). */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const [middleX, middleY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const common = points.map(([x, y]) => (x - middleX) * (y - middleY));
  const squares = points.map(([x]) => (x - middleX) ** 2);
  return mean(common) / mean(squares);
}
