// Builds the web app into dist/web, with a .br and a .gz beside everything that gets smaller by it.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { dist, root } from './lib/paths.mjs';

const target = join(dist, 'web');
// Built beside it and moved in one step: a server that runs meanwhile never sees half of it.
const fresh = join(dist, `web.${process.pid}`);
const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|txt|wasm)$/;

await build({
  configFile: join(root, 'web/vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: fresh, emptyOutDir: true },
});
await Promise.all(filesIn(fresh).filter(isCompressible).map(compress));
mkdirSync(dist, { recursive: true });
const old = `${fresh}.old`;
if (existsSync(target)) renameSync(target, old);
renameSync(fresh, target);
rmSync(old, { recursive: true, force: true });

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function isCompressible(file) {
  return COMPRESSIBLE.test(file);
}

async function compress(file) {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const made = {
    br: await promisify(brotliCompress)(bytes, { params }),
    gz: await promisify(gzip)(bytes, { level: 9 }),
  };
  for (const [extension, smaller] of Object.entries(made)) {
    if (smaller.length < 0.95 * bytes.length) writeFileSync(`${file}.${extension}`, smaller);
  }
}
