import DOMPurify from 'dompurify';
import { ADDRESS, ATTRIBUTES, TAGS } from './allowed.ts';

/** For browsers without a sanitiser of their own. */
export function purified(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: ADDRESS,
    // All but `href`, whose values alone are addresses.
    ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'href'),
    RETURN_DOM_FRAGMENT: true,
  });
}
