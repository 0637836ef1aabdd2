import { InlineHtml } from '../../../src/domain/markdown/angle.ts';
import { decodeEntities, escapeHtml, escapeProse } from './escape.ts';
import { linkStart, pictureHtml } from './link-html.ts';

/** Elements that may be written in a note, and the attributes they keep. Names of classes and ids are never kept. */
const KEPT: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    (
      'b strong i em u s del ins mark small sub sup kbd samp var code cite dfn q summary ruby rb rt rp wbr br hr ' +
      'dl dt dd ul blockquote pre table thead tbody tfoot tr caption h1 h2 h3 h4 h5 h6 figure figcaption'
    )
      .split(' ')
      .map((name) => [name, []]),
  ),
  abbr: ['title'],
  bdi: ['dir'],
  bdo: ['dir'],
  details: ['open'],
  div: ['align', 'dir', 'lang'],
  li: ['value'],
  ol: ['start', 'reversed'],
  p: ['align', 'dir', 'lang'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan'],
  time: ['datetime'],
};
/** Elements that say nothing without their attributes: what they hold is shown. */
const DROPPED = new Set([
  'span',
  'font',
  'center',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'aside',
  'picture',
  'big',
  'tt',
  'nobr',
]);

/** HTML as it stands in a note, as harmless HTML: a short list of elements; all others appear as the text they are. */
export function harmlessHtml(raw: string, prefix: string): string {
  const scanner = new InlineHtml();
  let html = '';
  let at = 0;
  for (let i = raw.indexOf('<'); i >= 0; i = raw.indexOf('<', i)) {
    const end = scanner.end(raw, i, raw.length);
    if (end < 0) {
      i++;
      continue;
    }
    html += escapeProse(raw.slice(at, i)) + harmlessTag(raw.slice(i, end), prefix);
    at = i = end;
  }
  return html + escapeProse(raw.slice(at));
}

function harmlessTag(tag: string, prefix: string): string {
  if (tag.startsWith('<!--')) return '';
  const head = /^<(\/?)([a-z][a-z\d-]*)/i.exec(tag);
  if (!head) return escapeHtml(tag);
  const name = head[2]!.toLowerCase();
  if (DROPPED.has(name)) return '';
  const closes = head[1] === '/';
  if (name === 'a') return closes ? '</a>' : anchor(tag, prefix);
  if (name === 'img') return closes ? '' : picture(tag, prefix);
  if (!Object.hasOwn(KEPT, name)) return escapeHtml(tag);
  if (closes) return `</${name}>`;
  const kept = KEPT[name]!.length === 0 ? '' : attributesHtml(attributesOf(tag), KEPT[name]!);
  return `<${name}${kept}>`;
}

function anchor(tag: string, prefix: string): string {
  const attributes = attributesOf(tag);
  const href = attributes.get('href');
  return href ? linkStart(href, attributes.get('title') ?? null, prefix) : '<a>';
}

function picture(tag: string, prefix: string): string {
  const attributes = attributesOf(tag);
  const size = attributesHtml(attributes, ['width', 'height']);
  return pictureHtml(
    attributes.get('src') ?? '',
    attributes.get('alt') ?? '',
    attributes.get('title') ?? null,
    prefix,
    size,
  );
}

const ATTRIBUTE = /([a-z_:][\w.:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi;

function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single, bare] of tag.replace(/^<[a-z][a-z\d-]*/i, '').matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase();
    if (!found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return found;
}

/** Of the values only plain words and numbers: all that these attributes need, titles aside. */
function attributesHtml(attributes: ReadonlyMap<string, string>, kept: readonly string[]): string {
  let html = '';
  for (const name of kept) {
    const value = attributes.get(name);
    if (value === undefined || (name !== 'title' && !/^[\w:.+ -]{0,40}$/.test(value))) continue;
    html += ` ${name}="${escapeHtml(value)}"`;
  }
  return html;
}
