import type { Token, TokenizerAndRendererExtension } from 'marked';

interface Definition {
  tokens: Token[];
  /** 1 for the first that is referred to; 0 while none refers to it. */
  number: number;
  references: number;
}

/** The footnotes of one note. Ids are numbers: nothing that the note says gets into one. */
export class Footnotes {
  readonly #prefix: string;
  readonly #definitions = new Map<string, Definition>();
  readonly #used: Definition[] = [];

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  define(label: string, tokens: Token[]): void {
    if (!this.#definitions.has(label)) this.#definitions.set(label, { tokens, number: 0, references: 0 });
  }

  has(label: string): boolean {
    return this.#definitions.has(label);
  }

  reference(label: string): string {
    const definition = this.#definitions.get(label)!;
    if (definition.number === 0) definition.number = this.#used.push(definition);
    const { number } = definition;
    definition.references++;
    const id = `${this.#prefix}fnref-${number}-${definition.references}`;
    return `<sup class="md-ref"><a id="${id}" href="#${this.#prefix}fn-${number}" aria-label="Footnote ${number}">${number}</a></sup>`;
  }

  /** All that were referred to so far, each with a way back. */
  list(render: (tokens: Token[]) => string): string {
    let items = '';
    // A footnote may refer to a further one, which then follows.
    for (let i = 0; i < this.#used.length; i++) {
      const { tokens, number } = this.#used[i]!;
      const back = `<a class="md-back" href="#${this.#prefix}fnref-${number}-1" aria-label="Back to the text">↩</a>`;
      const text = render(tokens).trimEnd();
      const whole = text.endsWith('</p>') ? `${text.slice(0, -4)} ${back}</p>` : `${text} ${back}`;
      items += `<li id="${this.#prefix}fn-${number}" tabindex="-1">${whole}</li>`;
    }
    return items && `<section class="md-notes" aria-label="Footnotes"><ol>${items}</ol></section>`;
  }
}

const DEFINITION =
  /^\[\^([^\]\s]{1,100})\]:[ \t]*([^\n]*(?:\n(?:(?: {4}|\t)[^\n]*|[ \t]*(?=\n+(?: {4}|\t)\S)|(?![ \t]*\n|\[\^|#|>|```|~~~|[-*+] |\d+[.)] )[^\n]+))*)(?:\n|$)/;

export function footnoteExtensions(notes: Footnotes): TokenizerAndRendererExtension[] {
  return [
    {
      name: 'footnote',
      level: 'block',
      start: (src) => src.indexOf('\n[^') + 1 || undefined,
      tokenizer(src) {
        const match = src.startsWith('[^') ? DEFINITION.exec(src) : null;
        if (!match) return undefined;
        const tokens = this.lexer.blockTokens(match[2]!.replace(/\n(?: {4}|\t)/g, '\n'), []);
        notes.define(match[1]!, tokens);
        return { type: 'footnote', raw: match[0] };
      },
      renderer: () => '',
    },
    {
      name: 'footnoteRef',
      level: 'inline',
      start: (src) => src.indexOf('[^'),
      tokenizer(src) {
        const match = /^\[\^([^\]\s]{1,100})\]/.exec(src);
        return match && notes.has(match[1]!)
          ? { type: 'footnoteRef', raw: match[0], label: match[1]! }
          : undefined;
      },
      renderer: (token) => notes.reference(token['label'] as string),
    },
  ];
}
