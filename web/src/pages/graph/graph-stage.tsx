import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import type { LinkGraph } from './data/link-graph.ts';
import { createDrawing, type Drawing } from './drawing/drawing.ts';
import type { Placed } from './layout/use-positions.ts';
import { neighbourTowards, type Direction } from './walk.ts';

/** What can be done with it from outside. */
export interface StageHandle {
  element: HTMLElement | null;
  fit: () => void;
  zoom: (by: number) => void;
}

interface Props {
  ref: Ref<StageHandle>;
  placed: Placed;
  /** The notes that are seen; null: all. */
  only: ReadonlySet<number> | null;
  focus: number | null;
  /** The note that was asked for, to be brought to the middle. */
  wanted: { id: number } | null;
  /** Notes that were found by their titles. */
  found: readonly number[];
  onFocus: (id: number | null) => void;
  onOpen: (id: number) => void;
}

/** A glance from one note to the next does not flicker. */
const GLANCE_MS = 70;

/** Ink dots on paper. Everything that is in it can be reached by the keyboard, and is read out by the card beside it. */
export function GraphStage({ ref, placed, only, focus, wanted, found, onFocus, onOpen }: Props) {
  const t = useTexts();
  const element = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const { graph, positions, isSettling } = placed;

  const latest = useRef({ onFocus, onOpen });
  useEffect(() => {
    latest.current = { onFocus, onOpen };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const made = createDrawing(element.current!, {
      onPoint: (id) => {
        clearTimeout(timer);
        timer = setTimeout(() => setPointed(id), GLANCE_MS);
      },
      onChoose: (id, isTouch) => {
        if (id === null || isTouch) latest.current.onFocus(id);
        else latest.current.onOpen(id);
      },
    });
    drawing.current = made;
    return () => {
      clearTimeout(timer);
      drawing.current = null;
      made.kill();
    };
  }, []);

  const shown = useRef<LinkGraph | null>(null);
  useEffect(() => {
    if (shown.current === graph) drawing.current?.move(positions);
    else drawing.current?.show(graph, positions);
    drawing.current?.only(only);
    if (shown.current !== graph || !isSettling) drawing.current?.fit(shown.current === null);
    shown.current = graph;
    // Whom to show is the matter of the next effect.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [graph, positions, isSettling]);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) return void (first.current = false);
    drawing.current?.only(only);
    drawing.current?.fit();
  }, [only]);

  const marked = pointed ?? focus;
  useEffect(() => {
    const isSeen = (id: number) => only === null || only.has(id);
    if (marked !== null && graph.byId.has(marked) && isSeen(marked)) {
      drawing.current?.mark({ focus: marked, others: graph.neighbours(marked).filter(isSeen) });
    } else if (found.length > 0) {
      drawing.current?.mark({ focus: null, others: found.filter(isSeen) });
    } else drawing.current?.mark(null);
  }, [marked, found, graph, only]);
  useEffect(() => {
    // The pointer may rest where another note was before.
    setPointed(null);
    if (focus !== null) drawing.current?.keepInSight(focus);
  }, [focus]);
  useEffect(() => {
    if (wanted) drawing.current?.goTo(wanted.id);
  }, [wanted]);

  useImperativeHandle(ref, () => ({
    element: element.current,
    fit: () => drawing.current?.fit(),
    zoom: (by) => drawing.current?.zoom(by),
  }));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      const next = focus === null ? mostLinked(graph, only) : towards(event.key as Direction, focus);
      if (next !== undefined) onFocus(next);
    } else if (event.key === 'Enter' && focus !== null) onOpen(focus);
    else if (event.key === 'Escape') onFocus(null);
    else if (event.key === '+') drawing.current?.zoom(1 / 1.4);
    else if (event.key === '-') drawing.current?.zoom(1.4);
    else if (event.key === '0') drawing.current?.fit();
    else return;
    event.preventDefault();
  }
  function towards(direction: Direction, from: number): number | undefined {
    const place = drawing.current?.placeOf(from);
    if (!place) return undefined;
    const near = graph.neighbours(from).flatMap((id) => {
      const at = drawing.current?.placeOf(id);
      return at && !at.hidden ? { id, x: at.x, y: at.y } : [];
    });
    return neighbourTowards(place, near, direction);
  }

  return (
    <div
      ref={element}
      role="application"
      tabIndex={0}
      aria-label={t('graph-stage', { notes: graph.nodes.length, links: graph.links.length })}
      aria-describedby="graph-keys"
      data-state={isSettling ? 'settling' : 'still'}
      data-seen={only ? only.size : graph.nodes.length}
      data-focused={focus !== null || undefined}
      data-pointed={pointed !== null || undefined}
      className="graph-stage"
      onKeyDown={onKeyDown}
    />
  );
}

function mostLinked({ nodes }: LinkGraph, only: ReadonlySet<number> | null): number | undefined {
  let best: LinkGraph['nodes'][number] | undefined;
  for (const node of nodes) {
    if (only === null || only.has(node.id)) if (!best || node.degree > best.degree) best = node;
  }
  return best?.id;
}
