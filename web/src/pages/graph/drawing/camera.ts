import type { Sigma } from 'sigma';
import type { Attributes } from 'graphology-types';

const MOVE_MS = 160;
const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Where one looks from. */
export function camera<Dot extends Attributes>(sigma: Sigma<Dot>, element: HTMLElement) {
  const eye = sigma.getCamera();
  const go = (state: { x?: number; y?: number; ratio?: number }, isAtOnce = false) => {
    if (isAtOnce || isStill()) eye.setState(state);
    else void eye.animate(state, { duration: MOVE_MS, easing: 'quadraticOut' });
  };
  /** The part of the element that nothing lies over, in pixels. */
  const free = () => {
    const { clientWidth: width, clientHeight: height } = element;
    const style = getComputedStyle(element);
    const side = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const [top, right, bottom] = [side('--over-top'), side('--over-right'), side('--over-bottom')];
    return {
      x: (width - right) / 2,
      y: (top + height - bottom) / 2,
      width: Math.max(width - right - 2 * PADDING, 80),
      height: Math.max(height - top - bottom - 2 * PADDING, 80),
    };
  };
  /** Puts a point of the drawing in the middle of the free part. */
  const lookAt = (point: { x: number; y: number }, ratio: number, isAtOnce = false) => {
    const room = free();
    const state = { x: 0.5, y: 0.5, angle: 0, ratio };
    const middle = sigma.viewportToFramedGraph(room, { cameraState: state });
    go({ x: 0.5 + point.x - middle.x, y: 0.5 + point.y - middle.y, ratio }, isAtOnce);
  };
  return {
    /** Everything that is seen fits into the free part. */
    fit(isAtOnce: boolean): void {
      let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
      for (const key of sigma.getGraph().nodes()) {
        const shown = sigma.getNodeDisplayData(key);
        if (!shown || shown.hidden) continue;
        left = Math.min(left, shown.x);
        right = Math.max(right, shown.x);
        top = Math.min(top, shown.y);
        bottom = Math.max(bottom, shown.y);
      }
      if (left > right) return;
      const plain = { cameraState: { x: 0.5, y: 0.5, angle: 0, ratio: 1 } };
      const one = sigma.framedGraphToViewport({ x: left, y: top }, plain);
      const other = sigma.framedGraphToViewport({ x: right, y: bottom }, plain);
      const room = free();
      const ratio = Math.max(
        Math.abs(other.x - one.x) / room.width,
        Math.abs(other.y - one.y) / room.height,
        CLOSEST,
      );
      lookAt({ x: (left + right) / 2, y: (top + bottom) / 2 }, ratio, isAtOnce);
    },
    /** Brings a note to the middle, near enough to read what is around it. */
    goTo(id: number): void {
      const shown = sigma.getNodeDisplayData(String(id));
      if (shown) lookAt(shown, Math.min(eye.ratio, NEAR));
    },
    /** Moves only if the note is out of sight. */
    keepInSight(id: number): void {
      const shown = sigma.getNodeDisplayData(String(id));
      if (!shown) return;
      const { x, y } = sigma.framedGraphToViewport(shown);
      const room = free();
      const isSeen = Math.abs(x - room.x) < room.width / 2 && Math.abs(y - room.y) < room.height / 2;
      if (!isSeen) lookAt(shown, eye.ratio);
    },
    /** Below 1 nearer, above it farther. */
    zoom(by: number): void {
      go({ ratio: eye.getBoundedRatio(eye.ratio * by) });
    },
  };
}

const PADDING = 40;
/** Few notes do not fill the window. */
const CLOSEST = 0.35;
const NEAR = 0.35;
