import type { Mermaid } from 'mermaid';
import { withoutAddresses, withStylesThroughCssom } from './cssom-style.ts';
import { diagramColours, inTokens } from './diagram-colours.ts';
import { harmless } from './diagram-nodes.ts';

/**
 * Mermaid draws into a live document, with a `<style>` element and `style` attributes, both of which the policy of the app
 * forbids. Its sheet is taken before it enters the document and adopted; its attributes are set through CSSOM; and what it
 * has drawn moves, without any of them, into a shadow root.
 */
interface Drawing {
  svg: SVGSVGElement;
  css: string;
}

let mermaid: Promise<Mermaid> | null = null;
let queue: Promise<unknown> = Promise.resolve();
let drawn = 0;

const LONGEST = 20_000;

/** Draws the diagrams below `root`, one after the other. */
export async function drawDiagrams(root: ParentNode): Promise<void> {
  for (const pre of root.querySelectorAll<HTMLElement>('pre[data-diagram]:not([data-done])')) {
    pre.dataset['done'] = '';
    const source = pre.textContent;
    try {
      const drawing = await inTurn(() => draw(source));
      if (pre.isConnected) pre.replaceWith(figure(drawing, source));
    } catch (error) {
      pre.classList.add('md-wrong');
      pre.title = error instanceof Error ? error.message.split('\n')[0]!.slice(0, 200) : '';
    }
  }
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = queue.then(work);
  queue = result.catch(() => undefined);
  return result;
}

async function load(font: string): Promise<Mermaid> {
  const { default: api } = await import('mermaid');
  api.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { htmlLabels: false, useMaxWidth: false },
    suppressErrorRendering: true,
    maxTextSize: LONGEST,
    // The usual one, ELK, weighs three times as much as all the rest; a diagram may still ask for it.
    layout: 'dagre',
    theme: 'base',
    look: 'classic',
    fontFamily: font,
    themeVariables: diagramColours(font),
    // What a diagram may not change by its own front matter or directives.
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'suppressErrorRendering',
      'maxEdges',
      'htmlLabels',
      'theme',
      'themeCSS',
      'themeVariables',
      'fontFamily',
      'altFontFamily',
      'dompurifyConfig',
    ],
  });
  return api;
}

async function draw(source: string): Promise<Drawing> {
  if (source.length > LONGEST) throw new Error('This diagram is too long to draw');
  const stage = document.createElement('div');
  stage.className = 'md-stage';
  stage.setAttribute('aria-hidden', 'true');
  // Cytoscape, which places some of them, adds a sheet of its own unless it finds it there.
  const there = document.createElement('template');
  there.id = '__________cytoscape_stylesheet';
  document.body.append(there);
  const sheet = new CSSStyleSheet();
  let css = '';
  let svg: SVGSVGElement | null = null;
  // Mermaid appends an element with an empty drawing, waits for its parser, and goes on.
  const observer = new MutationObserver(() => {
    const holder = stage.firstElementChild;
    const found = holder?.querySelector('svg');
    if (!holder || !found || found === svg) return;
    svg = found;
    // It would write the drawing out as text, which nobody reads here.
    Object.defineProperty(holder, 'innerHTML', { get: () => '' });
    keepStylesOut(found, (text) => {
      css += withoutAddresses(text);
      sheet.replaceSync(css);
    });
  });
  observer.observe(stage, { childList: true, subtree: true });
  document.body.append(stage);
  document.adoptedStyleSheets.push(sheet);
  try {
    const api = await (mermaid ??= load(getComputedStyle(stage).fontFamily));
    const id = `md-diagram-${++drawn}`;
    await withStylesThroughCssom(() => api.render(id, withoutPictures(source), stage));
    if (!svg) throw new Error('Nothing was drawn');
    return { svg, css: inTokens(css) };
  } finally {
    observer.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
    stage.remove();
    there.remove();
  }
}

/** Gives the text of each `<style>` that is put into `svg` to `take`, and leaves the element out. */
function keepStylesOut(svg: SVGSVGElement, take: (css: string) => void): void {
  const insert = <T extends Node>(node: T, before: Node | null): T => {
    if (node instanceof HTMLStyleElement || node instanceof SVGStyleElement) take(node.textContent);
    else Node.prototype.insertBefore.call(svg, node, before);
    return node;
  };
  svg.insertBefore = insert;
  svg.appendChild = (node) => insert(node, null);
}

/** Pictures in nodes would be fetched from wherever the diagram says. */
const withoutPictures = (source: string): string =>
  source.replace(/@\{[^}]*\}/g, (node) =>
    node.replace(/\bimg\s*:\s*(?:"[^"]*"|'[^']*'|[^,}\s]+)\s*,?/gi, ''),
  );

function figure({ svg, css }: Drawing, source: string): HTMLElement {
  const host = document.createElement('div');
  host.className = 'md-diagram';
  host.tabIndex = 0;
  host.setAttribute('role', 'img');
  const title = svg.querySelector(':scope > title')?.textContent ?? source.trim().split(/[\s{:-]/, 1)[0]!;
  host.setAttribute('aria-label', `Diagram: ${title}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${css} svg { display: block; margin: 0 auto; max-width: 100%; height: auto }`);
  // It shrinks to fit, as long as it can be read; then it scrolls.
  const { width } = svg.viewBox.baseVal;
  if (width > 0) svg.setAttribute('width', String(Math.ceil(width)));
  svg.style.cssText = `min-width: ${Math.ceil(width * 0.8)}px`;
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(harmless(svg));
  return host;
}
