import { join } from 'node:path';
import { ensureBuilt } from './lib/built.mjs';
import { foreground } from './lib/foreground.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { dist } from './lib/paths.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  ensureInstalled();
  ensureBuilt();
  await foreground([join(dist, 'commonplace.js'), 'serve', ...process.argv.slice(2)]);
});
