/** What of HTML may stand on a page in a note, whatever our renderer should write. */
export const TAGS = (
  'a abbr b bdi bdo blockquote br button caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 ' +
  'hr i img input ins kbd li mark ol p pre q rb rp rt ruby s samp section small span strong sub summary sup table tbody td ' +
  'tfoot th thead time tr u ul var wbr'
).split(' ');

export const ATTRIBUTES = (
  'align alt aria-label checked class colspan data-diagram data-file data-lang data-math data-note data-section data-tag ' +
  'data-task datetime dir height href id lang open rel reversed rowspan start tabindex target title type value width'
).split(' ');

/** What an `href` may be; all other addresses are in attributes that say nothing to a browser. */
export const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|#)/i;
