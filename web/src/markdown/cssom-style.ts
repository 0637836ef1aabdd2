/**
 * The policy of the app, `style-src 'self'`, ignores `style` attributes; the same text set through an element's `style` is
 * allowed. Libraries that draw set the attribute: while `draw` runs, that is done the allowed way instead.
 *
 * For everyone else nothing changes meanwhile: setting the attribute has no effect under the policy.
 */
export function withStylesThroughCssom<T>(draw: () => T): T {
  const restore = install();
  let drawn: T;
  try {
    drawn = draw();
  } catch (error) {
    restore();
    throw error;
  }
  if (drawn instanceof Promise) return drawn.finally(restore) as T;
  restore();
  return drawn;
}

function install(): () => void {
  const { prototype } = Element;
  const original = prototype.setAttribute;
  prototype.setAttribute = function setAttribute(this: Element, name: string, value: string) {
    if (name === 'style' && 'style' in this)
      (this as HTMLElement).style.cssText = withoutAddresses(String(value));
    else original.call(this, name, value);
  };
  return () => {
    prototype.setAttribute = original;
  };
}

/** `url(#marker)` stays; nothing that would be fetched does. */
export const withoutAddresses = (css: string): string =>
  css
    .replace(/(?:url|image|image-set|src|cross-fade)\(\s*(?!["']?#)[^)]*\)/gi, 'none')
    .replace(/@import[^;]*;?/gi, '');
