/** A word, a phrase, or a filter, as written. */
export interface Part {
  /** Without quotes. */
  text: string;
  /** A phrase: never a filter. */
  quoted: boolean;
  /** A phrase with `*` behind it. */
  prefix: boolean;
}

/** Parts with `|` between them, all preceded by one `-` or `!` or not. */
export interface ClauseParts {
  negative: boolean;
  parts: Part[];
}

const SPACE = /\s*/y;
const BARS = /\s*\|[\s|]*/y;
const PHRASE = /"([^"]*)(?:"(\*?)|$)/y;
/** A filter's value may be quoted: `tag:"work"`. */
const QUOTED_VALUE = /([a-z]+:)"([^"]*)(?:"|$)/iy;
const WORD = /[^\s|]+/y;

/** Cuts a query at white space and `|`. */
export function readClauses(q: string): ClauseParts[] {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(q);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const takePart = (): Part => {
    const phrase = take(PHRASE);
    if (phrase) return { text: phrase[1]!, quoted: true, prefix: phrase[2] === '*' };
    const value = take(QUOTED_VALUE);
    return { text: value ? value[1]! + value[2]! : take(WORD)![0], quoted: false, prefix: false };
  };
  const clauses: ClauseParts[] = [];
  for (;;) {
    // Bars with nothing before them mean nothing.
    while (take(BARS));
    take(SPACE);
    if (at >= q.length) return clauses;
    const negative = /^[-!][^\s|]/.test(q.slice(at, at + 2));
    if (negative) at++;
    const parts = [takePart()];
    while (take(BARS) && at < q.length) parts.push(takePart());
    clauses.push({ negative, parts });
  }
}
