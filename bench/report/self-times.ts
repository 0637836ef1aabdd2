import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A `.cpuprofile`, as far as it is needed here. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

interface SelfTime {
  name: string;
  place: string;
  /** Of the time in which the process was not idle. */
  share: number;
}

/** How much time was spent in each function itself, not in what it called; most first. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile, root: string): SelfTime[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const found = new Map<string, { name: string; place: string; time: number }>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName = '', url = '', lineNumber = 0 } = frames.get(id) ?? {};
    if (functionName === '(idle)' || isProfiler(functionName, url)) continue;
    const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url;
    const place = file === '' ? '' : `${file}:${lineNumber + 1}`;
    const entry = found.get(functionName + place) ?? {
      name: functionName || (url === '' ? '(native: mostly SQLite)' : '(anonymous)'),
      place,
      time: 0,
    };
    entry.time += timeDeltas[index] ?? 0;
    busy += timeDeltas[index] ?? 0;
    found.set(functionName + place, entry);
  }
  return [...found.values()]
    .toSorted((a, b) => b.time - a.time)
    .map(({ name, place, time }) => ({ name, place, share: time / busy }));
}

/** Starting and ending the profile takes time, too. */
function isProfiler(name: string, url: string): boolean {
  return url === 'node:inspector' || (url === '' && name === 'dispatch');
}
