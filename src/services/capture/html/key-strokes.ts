import { all, TEXT, type PageDocument } from './dom.ts';

/** Keys that are pressed together, as they are written everywhere else: `Ctrl+C`. */
export function joinKeys(document: PageDocument): void {
  for (const key of all(document.body, 'kbd')) {
    if (!key.parentNode || key.querySelector('*')) continue;
    for (;;) {
      const plus = key.nextSibling;
      const next = plus?.nextSibling;
      if (plus?.nodeType !== TEXT || (plus.nodeValue ?? '').trim() !== '+' || next?.nodeName !== 'KBD') break;
      if (next.firstChild?.nextSibling || next.firstChild?.nodeType !== TEXT) break;
      key.textContent = `${(key.textContent ?? '').trim()}+${(next.textContent ?? '').trim()}`;
      plus.remove();
      next.remove();
    }
  }
}
