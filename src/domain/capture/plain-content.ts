/** What Markdown would take for something else than text, or run into one line. */
const NEEDS_FENCE =
  /^(?:\t| {2,}|\s*(?:[-+*]|\d+[.)])\s|\s*(?:=+|-+)\s*$)|[#*_`<>[\]|~\\$&]|\S {2,}\S|\S\t|[^\n.!?:;"'”’)…]\n(?=[^\n]{0,40}(?:\n|$))/m;
const LANGUAGE = /^[a-z0-9+-]{1,12}$/;
/** No names of languages. */
const TEXT_ENDINGS = new Set(['txt', 'text', 'log', 'md', 'markdown', '']);

/** Plain text as Markdown that shows it as it was written: prose as it is, anything else as a block of code. */
export function plainContent(text: string, address: string): string {
  const body = text.replace(/^\n+/, '').trimEnd();
  if (!NEEDS_FENCE.test(body)) return body;
  const fence = fenceFor(body);
  const ending = /\.([^./]+)$/.exec(URL.parse(address)?.pathname ?? '')?.[1]?.toLowerCase() ?? '';
  const language = LANGUAGE.test(ending) && !TEXT_ENDINGS.has(ending) ? ending : '';
  return `${fence}${language}\n${body}\n${fence}`;
}

/** Backticks that do not stand in the code which they surround. */
export function fenceFor(code: string): string {
  let longest = 2;
  for (const [run] of code.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}
