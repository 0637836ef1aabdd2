import { build } from 'esbuild';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist, root } from './lib/paths.mjs';

const program = join(dist, 'commonplace.js');
const store = join(root, 'src/store');

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [{ in: 'src/main.ts', out: 'commonplace' }],
  outdir: dist,
  bundle: true,
  // What a command does not need is not loaded: that is what makes a cold start short.
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  banner: { js: '#!/usr/bin/env node' },
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
