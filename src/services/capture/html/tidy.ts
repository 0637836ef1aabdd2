import { all, unwrap, type PageDocument } from './dom.ts';

/** Nothing of these is text of the page, whatever else is on it. */
const NEVER =
  'script, style, template, link, meta, base, title, object, embed, applet, canvas, dialog, svg, noframes, select, textarea, input, button, [hidden]:not([hidden="until-found"]), [aria-hidden="true"]:not(code):not(pre):not(math):not(figure):not(picture):not(img), .mw-editsection, .noprint, .sr-only, .visually-hidden, .screen-reader-text, .headerlink, .navbox, .metadata.ambox, .toc, #toc';
/** What surrounds the text of a page; looked for only where its article is not found. */
const AROUND =
  'nav, footer, aside, form, [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"]';

/** Takes out what is never text of a page. Boxes to check stay, as `span[data-check]`. */
export function tidy(document: PageDocument): void {
  for (const box of all(document.body, 'li input[type="checkbox" i]')) {
    const check = document.createElement('span');
    check.setAttribute('data-check', box.hasAttribute('checked') ? 'x' : ' ');
    check.textContent = box.hasAttribute('checked') ? '☑' : '☐';
    box.replaceWith(check);
  }
  for (const element of all(document.body, NEVER)) if (element.localName !== 'body') element.remove();
  for (const wrapper of all(document.body, 'font, amp-layout, center')) unwrap(wrapper);
}

export function removeSurroundings(document: PageDocument): void {
  for (const element of all(document.body, AROUND)) element.remove();
}
