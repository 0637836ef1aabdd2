import type { HLJSApi } from 'highlight.js';
import { languageOf, loadLanguage } from './languages.ts';

let core: HLJSApi | null = null;

/** Longer code stays in one colour, so that showing it takes no time. */
const LONGEST = 50_000;

/** Colours the code below `root`; at once if its language is there already. */
export async function colourCode(root: ParentNode): Promise<void> {
  const blocks = root.querySelectorAll<HTMLElement>('pre > code[data-lang]:not([data-done])');
  for (const block of blocks) {
    const language = languageOf(block.dataset['lang']!);
    if (language === null || block.textContent.length > LONGEST) continue;
    if (!core?.getLanguage(language)) await load(language);
    block.dataset['done'] = '';
    // Highlight.js escapes what it gets: this is text between elements `span` of its own.
    block.innerHTML = core!.highlight(block.textContent, { language, ignoreIllegals: true }).value;
  }
}

async function load(language: string): Promise<void> {
  const [api, grammar] = await Promise.all([
    core ?? import('highlight.js/lib/core').then((module) => module.default),
    loadLanguage(language),
  ]);
  core = api;
  core.registerLanguage(language, grammar);
}
