import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist as usual, root } from './lib/paths.mjs';

// Measurements make a bundle of their own, elsewhere.
const dist = process.argv[2] ?? usual;
const program = join(dist, 'commonplace.js');
const store = join(root, 'src/store');

const common = {
  absWorkingDir: root,
  outdir: dist,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
};

// The web app is built by a script of its own, and stays.
for (const name of existsSync(dist) ? readdirSync(dist) : []) {
  if (!/^web(\.|$)/.test(name)) rmSync(join(dist, name), { recursive: true, force: true });
}
await build({
  ...common,
  entryPoints: [
    { in: 'src/main.ts', out: 'commonplace' },
    // Threads are programs of their own, found beside the bundle by their name.
    { in: 'src/store/sqlite/readers/read-thread.ts', out: 'read-thread' },
    { in: 'src/store/sqlite/checkpoints/checkpoint-thread.ts', out: 'checkpoint-thread' },
    { in: 'src/store/sqlite/merges/merge-thread.ts', out: 'merge-thread' },
    { in: 'src/services/reindex/reindex-thread.ts', out: 'reindex-thread' },
    { in: 'src/services/capture/page-thread.ts', out: 'page-thread' },
    { in: 'src/services/vault/compare-thread.ts', out: 'compare-thread' },
  ],
  // What a command does not need is not loaded: that is what makes a cold start short.
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: [{ name: 'folder', setup: keepFolderApart }],
  banner: { js: '#!/usr/bin/env node' },
  define: {
    COMMONPLACE_GITVERSION: JSON.stringify(gitVersion()),
    COMMONPLACE_BUILDTIME: JSON.stringify(`${new Date().toISOString().slice(0, 19)}Z`),
  },
});
// The commands on a folder are one small file: every further one would cost as much as they take to run.
await build({
  ...common,
  entryPoints: ['src/folder.ts'],
  minify: true,
  plugins: [{ name: 'unused', setup: dropUnused }],
});
chmodSync(program, 0o755);

// The bundle finds each engine's migrations in migrations/<engine>/ beside itself.
for (const engine of existsSync(store) ? readdirSync(store) : []) {
  const migrations = join(store, engine, 'migrations');
  if (!existsSync(migrations)) continue;
  cpSync(migrations, join(dist, 'migrations', engine), {
    recursive: true,
    filter: (path) => path === migrations || path.endsWith('.sql'),
  });
}

/** @param {import('esbuild').PluginBuild} build */
function keepFolderApart({ onResolve }) {
  onResolve({ filter: /^\.\/folder\.ts$/ }, () => ({ path: './folder.js', external: true }));
}

/**
 * None of our files does anything when it is loaded, so those of which nothing is used can be left out.
 * @param {import('esbuild').PluginBuild} build
 */
function dropUnused({ onResolve, resolve }) {
  onResolve({ filter: /^\./ }, async ({ path, pluginData, ...where }) => {
    if (pluginData === 'asked') return undefined;
    return { ...(await resolve(path, { ...where, pluginData: 'asked' })), sideEffects: false };
  });
}

/** Such as `v0.1.0-0-gda91f63`: the version and the commit; `unset` where this is no repository. */
function gitVersion() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const git = (...args) => execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const commit = git('describe', '--match=', '--always', '--dirty').toString().trim();
    return `v${version}-0-g${commit}`;
  } catch {
    return 'unset';
  }
}
