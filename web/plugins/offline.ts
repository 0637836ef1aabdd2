import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const WORKER = fileURLToPath(new URL('../src/worker/sw.ts', import.meta.url));
/** What the page is set in, in the scripts that most readers write. */
const FONTS = /^assets\/(source-serif-4|inter)-latin-wght-(normal|italic)-.*\.woff2$/;

/** What the timeline needs, at first and right after: by these modules, and what they import. */
const TIMELINE = /\/web\/src\/(main\.tsx|soon\.ts|markdown\/index\.ts|texts\/\w[\w-]*\.ts)$/;

/** Writes `/sw.js`, which keeps what this build is made of: first what the timeline needs, later what the other pages need. */
export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const withImports = (names: readonly string[], seen = new Set<string>()): Set<string> => {
        for (const name of names) {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || seen.has(name)) continue;
          seen.add(name);
          withImports(chunk.imports, seen);
        }
        return seen;
      };
      const timeline = chunks.filter(({ moduleIds, facadeModuleId }) =>
        [...moduleIds, facadeModuleId].some((id) => id && TIMELINE.test(id)),
      );
      const scripts = withImports(timeline.map(({ fileName }) => fileName));
      const own = chunks.filter(({ moduleIds, facadeModuleId }) =>
        [...moduleIds, facadeModuleId].some((id) => id?.includes('/web/src/')),
      );
      const pages = withImports(own.map(({ fileName }) => fileName));
      const assets = Object.keys(bundle).filter(
        (name) => FONTS.test(name) || /^assets\/theme-.*\.js$/.test(name),
      );
      const sheets = [...scripts].flatMap((name) => {
        const chunk = bundle[name];
        return chunk?.type === 'chunk' ? [...(chunk.viteMetadata?.importedCss ?? [])] : [];
      });
      const first = new Set([...scripts, ...sheets, ...assets]);
      const styles = Object.keys(bundle).filter(
        (name) => /^assets\/.*\.css$/.test(name) && !/katex/i.test(name),
      );
      const later = [...pages, ...styles].filter((name) => !first.has(name));
      const FIRST = [
        ...[...first].map((name) => `/${name}`),
        '/icon.svg',
        '/manifest.webmanifest',
      ].toSorted();
      const LATER = [...new Set(later)].map((name) => `/${name}`).toSorted();
      const html = bundle['index.html'];
      const VERSION = createHash('sha256')
        .update(JSON.stringify([FIRST, LATER, html?.type === 'asset' ? html.source : '']))
        .digest('hex')
        .slice(0, 12);
      const { outputFiles } = await build({
        entryPoints: [WORKER],
        bundle: true,
        minify: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        define: {
          FIRST: JSON.stringify(FIRST),
          LATER: JSON.stringify(LATER),
          VERSION: JSON.stringify(VERSION),
        },
      });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: outputFiles[0]!.text });
    },
  };
}
