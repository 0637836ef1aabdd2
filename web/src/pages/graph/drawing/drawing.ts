import { UndirectedGraph } from 'graphology';
import { Sigma } from 'sigma';
import { EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram } from 'sigma/rendering';
import type { LinkGraph } from '../data/link-graph.ts';
import type { Positions } from '../layout/positions.ts';
import { camera } from './camera.ts';
import { onColours, readColours } from './colours.ts';
import { clearPaper, LABEL_FONT, LABEL_SIZE, shortTitle, writeLabel } from './label.ts';
import { drawMarks, type Marks } from './marks.ts';
import { dotSize } from './sizes.ts';

interface Dot {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  hidden: boolean;
  isOrphan: boolean;
}

export type Drawing = ReturnType<typeof createDrawing>;

interface Listeners {
  /** The pointer is over a note, or over none. */
  onPoint: (id: number | null) => void;
  /** A note was clicked or tapped, or the paper between them. */
  onChoose: (id: number | null, isTouch: boolean) => void;
}

/** With more lines than this, they are a pixel wide, which costs a fraction. */
const MANY_LINES = 4000;
/** With more dots than this, each is one point: a fraction of the work where a processor has to draw them. */
const MANY_DOTS = 1000;
/** With more than this, they are left out while the graph is moved. */
const TOO_MANY_LINES = 20_000;

/** The graph as dots and lines in an element. */
export function createDrawing(element: HTMLElement, listeners: Listeners) {
  let colours = readColours();
  let marks: Marks | null = null;
  let hasMany = false;
  const lineColour = () => (hasMany ? colours.faintLine : colours.line);
  const labels = clearPaper();
  let graph = new UndirectedGraph<Dot>();
  const sigma = new Sigma<Dot>(graph, element, {
    allowInvalidContainer: true,
    labelFont: LABEL_FONT,
    labelSize: LABEL_SIZE,
    labelRenderedSizeThreshold: 3.2,
    labelDensity: 0.7,
    labelGridCellSize: 120,
    stagePadding: 48,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    zoomingRatio: 1.4,
    doubleClickZoomingDuration: 140,
    zoomDuration: 140,
    zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio) * smallness(element),
    defaultDrawNodeHover: () => {},
    defaultDrawNodeLabel: (context, { x, y, size, label }) => {
      if (!label) return;
      const written = { text: label, x, y, offset: size };
      if (labels.take(written)) writeLabel(context, written, colours.ink, colours.paper);
    },
    nodeProgramClasses: { circle: NodeCircleProgram, point: NodePointProgram },
    edgeProgramClasses: { line: EdgeRectangleProgram, thin: EdgeLineProgram },
  });
  sigma.createCanvasContext('marks', { style: { pointerEvents: 'none' } });
  sigma.resize(true);
  const marksLayer = sigma.getCanvases()['marks']!.getContext('2d')!;
  const view = camera(sigma, element);

  const isTouch = ({ original }: { original: MouseEvent | TouchEvent }) => !(original instanceof MouseEvent);
  sigma.on('enterNode', ({ node }) => listeners.onPoint(Number(node)));
  sigma.on('leaveNode', () => listeners.onPoint(null));
  sigma.on('clickNode', ({ node, event }) => listeners.onChoose(Number(node), isTouch(event)));
  sigma.on('clickStage', ({ event }) => listeners.onChoose(null, isTouch(event)));
  sigma.on('doubleClickNode', ({ event }) => event.preventSigmaDefault());
  // Between a change and the next frame nobody knows where a dot is.
  let look: (() => void) | null = null;
  const whenDrawn = (next: () => void): void => {
    look = next;
    sigma.scheduleRender();
  };
  sigma.on('resize', () => whenDrawn(() => (marks?.focus ? view.goTo(marks.focus) : view.fit(true))));
  sigma.on('beforeRender', labels.reset);
  sigma.on('afterRender', () => {
    const next = look;
    look = null;
    next?.();
    element.toggleAttribute('data-marked', marks !== null);
    if (marks) drawMarks(marksLayer, sigma as unknown as Sigma, marks, colours);
    else marksLayer.clearRect(0, 0, element.clientWidth, element.clientHeight);
  });

  function colour(): void {
    colours = readColours();
    graph.updateEachNodeAttributes(
      (_, dot) => ({ ...dot, color: dot.isOrphan ? colours.orphan : colours.dot }),
      { attributes: ['color'] },
    );
    sigma.setSetting('defaultEdgeColor', lineColour());
  }
  const stopColours = onColours(colour);
  // Letters are drawn once: they need their face first.
  void document.fonts.load(`500 ${LABEL_SIZE}px ${LABEL_FONT}`).then(() => sigma.scheduleRender());

  return {
    /** Other notes, or other links. */
    show({ nodes, links, neighbours }: LinkGraph, positions: Positions): void {
      const next = new UndirectedGraph<Dot>();
      for (const node of nodes) {
        const isOrphan = neighbours(node.id).length === 0;
        next.addNode(node.id, {
          ...(positions.get(node.id) ?? { x: 0, y: 0 }),
          size: dotSize(node, nodes.length),
          label: shortTitle(node.title),
          color: isOrphan ? colours.orphan : colours.dot,
          hidden: false,
          isOrphan,
        });
      }
      hasMany = links.length > MANY_LINES;
      for (const [from, to] of links) next.addEdge(from, to, { size: 0.7 });
      graph = next;
      sigma.setSettings({
        defaultEdgeColor: lineColour(),
        defaultNodeType: nodes.length > MANY_DOTS ? 'point' : 'circle',
        defaultEdgeType: hasMany ? 'thin' : 'line',
        hideEdgesOnMove: links.length > TOO_MANY_LINES,
      });
      sigma.setGraph(graph);
    },
    /** The same notes elsewhere. */
    move(positions: Positions): void {
      graph.updateEachNodeAttributes((id, dot) => ({ ...dot, ...positions.get(Number(id)) }), {
        attributes: ['x', 'y'],
      });
    },
    /** Only these notes are seen, each where it is; null: all. */
    only(ids: ReadonlySet<number> | null): void {
      graph.updateEachNodeAttributes(
        (id, dot) => ({ ...dot, hidden: ids !== null && !ids.has(Number(id)) }),
        { attributes: ['hidden'] },
      );
    },
    mark(next: Marks | null): void {
      marks = next;
      sigma.scheduleRender();
    },
    /** Everything that is seen fits into the window. */
    fit: (isAtOnce = false): void => whenDrawn(() => view.fit(isAtOnce)),
    /** Brings a note to the middle, near enough to read what is around it. */
    goTo: (id: number): void => whenDrawn(() => view.goTo(id)),
    /** Moves only if the note is out of sight. */
    keepInSight(id: number): void {
      if (!look) whenDrawn(() => view.keepInSight(id));
    },
    zoom: (by: number): void => view.zoom(by),
    placeOf: (id: number) => (graph.hasNode(id) ? graph.getNodeAttributes(id) : undefined),
    kill(): void {
      stopColours();
      sigma.kill();
    },
  };
}

/** In a small window the dots are smaller, so that there is paper between them. */
const smallness = ({ clientWidth, clientHeight }: HTMLElement): number =>
  Math.min(Math.max(700 / Math.min(clientWidth, clientHeight), 1), 2);
