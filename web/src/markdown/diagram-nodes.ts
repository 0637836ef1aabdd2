import { inTokens } from './diagram-colours.ts';
import { withoutAddresses } from './cssom-style.ts';

const DRAWN = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs marker symbol use clipPath mask ' +
    'pattern linearGradient radialGradient stop filter feDropShadow feGaussianBlur feOffset feFlood feComposite feMerge ' +
    'feMergeNode feColorMatrix foreignObject switch'
  ).split(' '),
);
const WRITTEN = new Set('div span p br b strong i em u s code pre ul ol li sub sup small'.split(' '));
const COLOURS = ['fill', 'stroke', 'color', 'stop-color'];

/** A drawing of a library's as one that can stand on the page: known elements, nothing that acts, loads or leads away. */
export function harmless(svg: SVGSVGElement): SVGSVGElement {
  for (const element of svg.querySelectorAll('*')) {
    if (element.localName === 'a') element.replaceWith(...element.childNodes);
    else if (!isKnown(element)) element.remove();
    else scrub(element);
  }
  scrub(svg);
  for (const node of svg.querySelectorAll('g.node')) writeLegibly(node);
  return svg;
}

/** Ink on a colour that the diagram itself names, which stays as it is by night: dark on light, light on dark. */
function writeLegibly(node: Element): void {
  const shape = node.querySelector<SVGElement>('rect, circle, polygon, ellipse, path');
  const named = /^rgb\((\d+), (\d+), (\d+)\)/.exec(shape?.style.fill ?? '');
  if (!named) return;
  const [red, green, blue] = named.slice(1).map(Number) as [number, number, number];
  const ink = red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#1d1b18' : '#fbf9f4';
  for (const text of node.querySelectorAll<SVGElement>('text, tspan'))
    text.style.setProperty('fill', ink, 'important');
}

const isKnown = (element: Element): boolean =>
  element instanceof SVGElement ? DRAWN.has(element.localName) : WRITTEN.has(element.localName);

function scrub(element: Element): void {
  for (const { name, value } of Array.from(element.attributes)) {
    if (name === 'style') continue;
    const isAddress = name === 'href' || name === 'xlink:href' || name === 'src';
    if (/^on|^name$/i.test(name) || (isAddress && !value.startsWith('#'))) element.removeAttribute(name);
    else if (withoutAddresses(value) !== value) element.removeAttribute(name);
  }
  const { style } = element as SVGElement;
  if (style.length > 0) style.cssText = inTokens(withoutAddresses(style.cssText));
  for (const name of COLOURS) {
    const value = element.getAttribute(name);
    const token = value && inTokens(value);
    if (token && token !== value) style.setProperty(name, token);
  }
}
