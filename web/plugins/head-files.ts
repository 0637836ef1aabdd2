import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HtmlTagDescriptor, Plugin } from 'vite';

const SCRIPT = fileURLToPath(new URL('../src/theme-before-paint.js', import.meta.url));
const SCRIPT_FILE = /^assets\/theme-[^/]*\.js$/;
/** What the first page is set in. */
const FONTS = /^assets\/(source-serif-4|inter)-latin-wght-normal-.*\.woff2$/;

/** Puts into the head what only the finished build can name: the script that comes first, and the fonts of the first page. */
export function headFiles(): Plugin {
  return {
    name: 'head-files',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'theme.js', source: readFileSync(SCRIPT) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const script = Object.keys(bundle).find((name) => SCRIPT_FILE.test(name));
        const fonts = Object.keys(bundle).filter((name) => FONTS.test(name));
        return [first(`/${script}`), ...fonts.map((name) => preload(`/${name}`))];
      },
    },
  };
}

const first = (src: string): HtmlTagDescriptor => ({
  tag: 'script',
  attrs: { src },
  injectTo: 'head-prepend',
});

const preload = (href: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href, crossorigin: true },
  injectTo: 'head-prepend',
});
