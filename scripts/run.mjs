// Runs a TypeScript file from source: node scripts/run.mjs [node options] <file> [arguments]
import { foreground } from './lib/foreground.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  ensureInstalled();
  await foreground(process.argv.slice(2));
});
