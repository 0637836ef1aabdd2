import { runChecks } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/say.mjs';

await main(() => {
  ensureInstalled();
  process.exitCode = runChecks().failed;
});
