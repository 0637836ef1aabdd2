import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { decorate } from './decorate.ts';
import { enrich } from './enrich.ts';
import { noteNodes } from './note-cache.ts';
import './code.css';
import './markdown.css';

export interface MarkdownProps {
  content: string;
  /** Names the ids of headings and footnotes, so that many notes stand on one page. */
  note?: { id: number; filename: string } | undefined;
  /** The address of a note in the app; null if there is no such note. */
  resolveLink?: ((filename: string) => string | null) | undefined;
  /** A link to a note was clicked. Without it the link is followed as any other. */
  onOpenNote?: ((href: string, filename: string) => void) | undefined;
  /** A link to a note that does not exist was clicked. */
  onDangling?: ((filename: string) => void) | undefined;
  /** A task was ticked or not: its index as `toggleTask` counts. Without it tasks are shown only. */
  onToggleTask?: ((index: number, checked: boolean) => void) | undefined;
  /** A tag was clicked; without the `#`. Without it tags are shown only. */
  onTag?: ((tag: string) => void) | undefined;
  /** The address of the bytes of an attachment. */
  resourceHref?: ((name: string) => string) | undefined;
  /** A line end inside a paragraph is one on the page. True unless said otherwise. */
  breaks?: boolean | undefined;
  /** `timeline`: a long note is cut off, with a way to see more. */
  variant?: 'page' | 'timeline' | undefined;
  labels?: Partial<MarkdownLabels> | undefined;
  className?: string | undefined;
}

export interface MarkdownLabels {
  showMore: string;
  showLess: string;
  showAll: string;
}

const LABELS: MarkdownLabels = { showMore: 'Show more', showLess: 'Show less', showAll: 'Show all' };
const PART_LENGTH = { page: 16_000, timeline: 6_000 };

/** A note, read. */
export function Markdown(props: MarkdownProps) {
  const { content, note, variant = 'page', breaks = true, resolveLink, resourceHref } = props;
  const labels = { ...LABELS, ...props.labels };
  const root = useRef<HTMLDivElement>(null);
  const prefix = `note-${note?.id ?? 0}-`;
  const nodes = useMemo(
    () => noteNodes(content, { prefix, breaks, partLength: PART_LENGTH[variant] }),
    [content, prefix, breaks, variant],
  );
  const [open, setOpen] = useState(false);
  const [whole, setWhole] = useState(false);
  const [shownId, setShownId] = useState(note?.id);
  if (shownId !== note?.id) {
    // Another note begins at its beginning; a new version of this one stays as it was opened.
    setShownId(note?.id);
    setOpen(false);
    setWhole(false);
  }
  const canTick = props.onToggleTask !== undefined;
  const canPickTags = props.onTag !== undefined;
  const around = useMemo(
    () => ({ resolveLink, resourceHref, canTick, canPickTags }),
    [resolveLink, resourceHref, canTick, canPickTags],
  );

  const latest = useRef(around);
  latest.current = around;
  const add = useCallback(
    (element: HTMLElement, part: number) => {
      const fragment = nodes.copy(part);
      decorate(fragment, latest.current);
      if (nodes.parts === 1) {
        element.append(fragment);
        return enrich(element);
      }
      const holder = partOf(fragment);
      element.append(holder);
      enrich(holder);
    },
    [nodes],
  );

  useLayoutEffect(() => {
    const element = root.current!;
    const focused = element.contains(document.activeElement)
      ? taskIndexOf(document.activeElement)
      : undefined;
    element.replaceChildren();
    add(element, 0);
    if (focused !== undefined) element.querySelector<HTMLElement>(`[data-task="${focused}"]`)?.focus();
    return whole ? addInTurn(nodes.parts, (part) => add(element, part)) : undefined;
  }, [nodes, whole, add]);
  const decorated = useRef(around);
  useEffect(() => {
    if (decorated.current !== around) decorate(root.current!, around);
    decorated.current = around;
  }, [around]);

  const isLong = useIsLong(root, variant === 'timeline', nodes);
  const canOpen = variant === 'timeline' && (isLong || nodes.parts > 1);
  const clamp = variant === 'timeline' && !open ? ' md-clamp' : '';
  return (
    <div className={`md md-${variant}${props.className ? ` ${props.className}` : ''}`}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- what is clicked are its links and buttons. */}
      <div
        className={`md-body${clamp}${clamp && canOpen ? ' md-cut' : ''}`}
        ref={root}
        onClick={(event) => actOn(event, root.current!, props)}
        onErrorCapture={(event) => standInFor(event.target as Element)}
      />
      {canOpen && (
        <button
          type="button"
          className="md-more"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
            setWhole(!open);
          }}
        >
          {open ? labels.showLess : labels.showMore}
        </button>
      )}
      {variant === 'page' && nodes.parts > 1 && !whole && (
        <button type="button" className="md-more" onClick={() => setWhole(true)}>
          {labels.showAll}
        </button>
      )}
    </div>
  );
}

/** What is far from being seen is not laid out. */
function partOf(fragment: DocumentFragment): HTMLElement {
  const part = document.createElement('div');
  part.className = 'md-part';
  part.append(fragment);
  return part;
}

const taskIndexOf = (element: Element | null): string | undefined =>
  (element as HTMLElement | null)?.dataset['task'];

/** One part after the other, each in a turn of its own, so that the page goes on answering. */
function addInTurn(parts: number, add: (part: number) => void): () => void {
  let part = 1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (): void => {
    if (part >= parts) return;
    add(part++);
    timer = setTimeout(next);
  };
  timer = setTimeout(next);
  return () => clearTimeout(timer);
}

/** Whether the note is higher than what the timeline shows of it. */
function useIsLong(root: React.RefObject<HTMLElement | null>, asked: boolean, nodes: unknown): boolean {
  const [long, setLong] = useState(false);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element || !asked) return undefined;
    const measure = (): void => setLong(element.scrollHeight > LONGEST_SHOWN + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root, asked, nodes]);
  return long;
}

/** In pixels; `--md-shown` in markdown.css. */
const LONGEST_SHOWN = 432;

function actOn(event: MouseEvent, root: HTMLElement, props: MarkdownProps): void {
  const target = (event.target as Element).closest<HTMLElement>('input[data-task], button[data-tag], a');
  if (!target || !root.contains(target)) return;
  if (target instanceof HTMLInputElement)
    return props.onToggleTask?.(Number(target.dataset['task']), target.checked);
  if (target instanceof HTMLButtonElement) return props.onTag?.(target.dataset['tag']!);
  if (!(target instanceof HTMLAnchorElement)) return;
  const filename = target.dataset['note'];
  if (filename !== undefined && target.classList.contains('md-dangling')) {
    event.preventDefault();
    props.onDangling?.(filename);
  } else if (filename !== undefined) {
    const inNewTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (inNewTab || !props.onOpenNote) return;
    event.preventDefault();
    props.onOpenNote(target.getAttribute('href')!, filename);
  } else if (target.getAttribute('href')?.startsWith('#')) {
    event.preventDefault();
    const place = root.querySelector<HTMLElement>(
      `[id="${CSS.escape(decodeURIComponent(target.hash.slice(1)))}"]`,
    );
    place?.scrollIntoView({ block: 'center' });
    place?.focus({ preventScroll: true });
  }
}

/** A picture that could not be shown: the file is no picture, or not there. */
function standInFor(picture: Element): void {
  if (!(picture instanceof HTMLImageElement)) return;
  const link = document.createElement('a');
  link.className = 'md-link md-elsewhere';
  link.href = picture.src;
  link.textContent = picture.alt || 'File';
  picture.replaceWith(link);
}
