import { bestOfSrcset, webAddress } from '../../../domain/capture/index.ts';
import { all, parseWhole, type PageDocument, type PageElement } from './dom.ts';

const LAZY_SOURCES = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-url',
  'data-full-src',
  'data-hi-res-src',
];
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set'];
const PLACEHOLDER =
  /^data:|^about:|^$|(?:^|[/_-])(?:blank|spacer|placeholder|transparent|pixel|1x1|lazy-?load(?:ing)?)[\w.-]*\.(?:gif|png|svg|jpe?g)/i;
/** Counts readers. */
const TRACKER =
  /\/\/(?:www\.facebook\.com\/tr|pixel\.|stats\.wp\.com|b\.scorecardresearch\.com|www\.google-analytics\.com|ad\.doubleclick\.net|px\.ads\.linkedin\.com|t\.co\/i\/adsct|feeds\.feedburner\.com\/~r)|[/.](?:track|beacon|pixel|open)\.(?:gif|png)(?:\?|$)/i;
const TINY = 2;

/**
 * Gives every picture its true address, absolute: that of pictures which are loaded late, of sets of sizes, and of those that
 * are there for who runs no scripts. Pictures without one, pictures in the text of the page itself, and those that nobody
 * sees are taken out.
 */
export function truePictures(document: PageDocument, base: string): void {
  for (const noscript of all(document, 'noscript')) showNoscript(noscript);
  for (const picture of all(document, 'img, amp-img')) {
    const source = sourceOf(picture);
    const url = source === null ? null : webAddress(source.trim(), base);
    if (url === null || isTiny(picture) || TRACKER.test(url.href)) picture.remove();
    else {
      const plain = document.createElement('img');
      plain.setAttribute('src', url.href);
      plain.setAttribute('alt', picture.getAttribute('alt') ?? '');
      for (const name of ['class', 'width', 'height']) {
        const value = picture.getAttribute(name);
        if (value !== null) plain.setAttribute(name, value);
      }
      picture.replaceWith(plain);
    }
  }
  for (const picture of all(document, 'picture')) {
    for (const source of all(picture, 'source')) source.remove();
  }
}

/** A picture in `<noscript>` stands for the one before it, which a script would have loaded. */
function showNoscript(noscript: PageElement): void {
  const inside = noscript.querySelector('img')
    ? noscript
    : parseWhole(/<img\s/i.test(noscript.textContent ?? '') ? (noscript.textContent ?? '') : '').body;
  const picture = inside.querySelector('img');
  if (picture === null || inside.querySelectorAll('img').length !== 1) return noscript.remove();
  const before = noscript.previousElementSibling;
  const late =
    before?.localName === 'img'
      ? before
      : before?.querySelectorAll('img').length === 1
        ? before.querySelector('img')
        : null;
  if (late) {
    late.setAttribute('src', sourceOf(picture) ?? '');
    for (const name of [...LAZY_SOURCES, ...LAZY_SETS]) late.removeAttribute(name);
    if (!late.getAttribute('alt')) late.setAttribute('alt', picture.getAttribute('alt') ?? '');
    return noscript.remove();
  }
  noscript.replaceWith(picture.cloneNode(true));
}

function sourceOf(picture: PageElement): string | null {
  const attribute = (name: string): string => picture.getAttribute(name)?.trim() ?? '';
  const lazy = LAZY_SOURCES.map(attribute).find((value) => value !== '' && !PLACEHOLDER.test(value));
  const src = attribute('src');
  if (lazy && (PLACEHOLDER.test(src) || attribute('loading') !== 'eager')) return lazy;
  if (!PLACEHOLDER.test(src)) return src;
  const sets = [...LAZY_SETS, 'srcset'].map(attribute);
  const parent = picture.parentElement;
  if (parent?.localName === 'picture') {
    for (const source of all(parent, 'source')) {
      sets.push(source.getAttribute('data-srcset') ?? '', source.getAttribute('srcset') ?? '');
    }
  }
  for (const set of sets) {
    const best = set === '' ? null : bestOfSrcset(set);
    if (best !== null) return best;
  }
  return null;
}

function isTiny(picture: PageElement): boolean {
  const style = picture.getAttribute('style') ?? '';
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return !picture.hasAttribute('data-src');
  const size = (name: string): number =>
    Number.parseFloat(
      picture.getAttribute(name) ??
        new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([\\d.]+)px`, 'i').exec(style)?.[1] ??
        '',
    );
  return size('width') <= TINY || size('height') <= TINY;
}
