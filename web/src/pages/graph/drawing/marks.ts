import type { Sigma } from 'sigma';
import type { Colours } from './colours.ts';
import { clearPaper, shortTitle, writeLabel, type Label } from './label.ts';

/** What is drawn over the faded rest: a note with its neighbours, or notes that were found. */
export interface Marks {
  focus: number | null;
  /** Joined to the focus by lines, if there is one. */
  others: readonly number[];
}

const MOST_LABELS = 30;

/** Draws them on a layer of their own: so the rest is faded by the style sheet, and nothing of it is drawn anew. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  sigma: Sigma,
  { focus, others }: Marks,
  colours: Colours,
): void {
  const { width, height } = sigma.getDimensions();
  context.clearRect(0, 0, width, height);
  const dotOf = (id: number) => {
    const shown = sigma.getNodeDisplayData(String(id));
    if (!shown || shown.hidden) return undefined;
    return { ...sigma.framedGraphToViewport(shown), radius: sigma.scaleSize(shown.size), title: shown.label };
  };
  const centre = focus === null ? undefined : dotOf(focus);
  const dots = others.flatMap((id) => dotOf(id) ?? []);

  context.strokeStyle = context.fillStyle = colours.rubric;
  if (centre) {
    context.lineWidth = 1;
    context.globalAlpha = 0.7;
    context.beginPath();
    for (const { x, y } of dots) {
      context.moveTo(centre.x, centre.y);
      context.lineTo(x, y);
    }
    context.stroke();
    context.globalAlpha = 1;
  }
  context.beginPath();
  for (const { x, y, radius } of dots) {
    context.moveTo(x + radius, y);
    context.arc(x, y, Math.max(radius, 2.5), 0, 2 * Math.PI);
  }
  context.fill();
  if (centre) {
    const radius = Math.max(centre.radius, 4);
    context.beginPath();
    context.arc(centre.x, centre.y, radius + 1, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
    context.lineWidth = 1.5;
    context.arc(centre.x, centre.y, radius + 5, 0, 2 * Math.PI);
    context.stroke();
  }

  const labels = (centre ? [centre, ...dots] : dots)
    .filter(({ x, y }) => x > -50 && x < width && y > 0 && y < height)
    .map(({ x, y, radius, title }, at): Label => ({
      x,
      y,
      offset: centre && at === 0 ? Math.max(radius, 4) + 5 : radius,
      text: shortTitle(title ?? ''),
    }));
  const paper = clearPaper();
  for (const [at, label] of labels.entries()) {
    if (paper.count() >= MOST_LABELS) break;
    if (!paper.take(label)) continue;
    writeLabel(context, label, centre && at === 0 ? colours.rubric : colours.ink, colours.paper);
  }
}
