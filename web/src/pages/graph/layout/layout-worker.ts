import { arrange } from './arrange.ts';

export interface LayoutQuestion {
  count: number;
  links: Uint32Array;
  start: Float32Array | null;
}
export interface LayoutStep {
  xy: Float32Array;
  isLast: boolean;
}

/** Often enough to see it settle, seldom enough that the page stays free. */
const STEP_MS = 400;

addEventListener('message', ({ data }: MessageEvent<LayoutQuestion>) => {
  const { count, links, start } = data;
  let before = performance.now();
  const tell = (xy: Float32Array, isLast: boolean) => {
    postMessage({ xy, isLast } satisfies LayoutStep, { transfer: [xy.buffer] });
  };
  const last = arrange(count, links, start, (xy) => {
    if (performance.now() - before < STEP_MS) return;
    tell(xy.slice(), false);
    before = performance.now();
  });
  tell(last, true);
});
