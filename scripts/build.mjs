import { build } from 'esbuild';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist as usual, root } from './lib/paths.mjs';

// Measurements make a bundle of their own, elsewhere.
const dist = process.argv[2] ?? usual;
const program = join(dist, 'commonplace.js');
const store = join(root, 'src/store');

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [
    { in: 'src/main.ts', out: 'commonplace' },
    // Threads are programs of their own, found beside the bundle by their name.
    { in: 'src/store/sqlite/readers/read-thread.ts', out: 'read-thread' },
    { in: 'src/store/sqlite/checkpoints/checkpoint-thread.ts', out: 'checkpoint-thread' },
    { in: 'src/services/reindex/reindex-thread.ts', out: 'reindex-thread' },
  ],
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
