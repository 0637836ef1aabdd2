import { TAGS, ATTRIBUTES, ADDRESS } from './allowed.ts';

/**
 * HTML as nodes that may stand on a page. What `noteHtml` writes passes unchanged; this is the second wall. Nodes, not text,
 * because what a browser writes out and reads again is not always the same.
 */
type Sanitize = (html: string) => DocumentFragment;

/** Not in the types yet. */
interface WithSanitizer {
  setHTML(html: string, options: { sanitizer: Sanitizer }): void;
}

/** The browser's own, which newer ones have, knows best what its parser makes of a text; the others load DOMPurify. */
export const safeFragment: Sanitize = byBrowser() ?? (await byLibrary());

/** Not the first drafts of it, which knew other words. */
function hasSanitizer(): boolean {
  return 'setHTML' in Element.prototype && 'Sanitizer' in globalThis && 'allowElement' in Sanitizer.prototype;
}

function byBrowser(): Sanitize | null {
  if (!hasSanitizer()) return null;
  const sanitizer = ownSanitizer();
  return sanitizer && ((html) => fragmentOf(html, sanitizer));
}

/** Null where the browser takes another view of what such a thing may be told. */
function ownSanitizer(): Sanitizer | null {
  try {
    return new Sanitizer({
      elements: TAGS,
      attributes: ATTRIBUTES,
      comments: false,
      // Those that may stand are named one by one.
      dataAttributes: false,
    });
  } catch {
    return null;
  }
}

function fragmentOf(html: string, sanitizer: Sanitizer): DocumentFragment {
  // What is in a template is not loaded yet.
  const template = document.createElement('template') as HTMLTemplateElement & WithSanitizer;
  template.setHTML(html, { sanitizer });
  for (const link of template.content.querySelectorAll('[href]')) {
    if (!ADDRESS.test(link.getAttribute('href')!)) link.removeAttribute('href');
  }
  return template.content;
}

async function byLibrary(): Promise<Sanitize> {
  return (await import('./purify.ts')).purified;
}
