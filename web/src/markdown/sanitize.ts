import DOMPurify from 'dompurify';

const TAGS = (
  'a abbr b bdi bdo blockquote br button caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 ' +
  'hr i img input ins kbd li mark ol p pre q rb rp rt ruby s samp section small span strong sub summary sup table tbody td ' +
  'tfoot th thead time tr u ul var wbr'
).split(' ');
const ATTRIBUTES = (
  'align alt aria-label checked class colspan data-diagram data-file data-lang data-math data-note data-section data-tag ' +
  'data-task datetime dir height href id lang open rel reversed rowspan start tabindex target title type value width'
).split(' ');

/**
 * HTML as nodes that may stand on a page. What `noteHtml` writes passes unchanged; this is the second wall. Nodes, not text,
 * because what a browser writes out and reads again is not always the same.
 */
export function safeFragment(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|tel:|#)/i,
    // All but `href`, whose values alone are addresses.
    ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'href'),
    RETURN_DOM_FRAGMENT: true,
  });
}
