import { CommandError } from '../../domain/notesium/index.ts';
import type { Context, Define } from '../catalogue.ts';
import { endOnCrash } from '../end-on-crash.ts';
import { Failure } from '../failure.ts';
import { openFolder } from '../notesium/open-folder.ts';
import { openBrowser } from '../open-browser.ts';
import { printLine } from '../output.ts';
import { startServer } from '../start-server.ts';
import { listenForStop } from '../stop-signal.ts';
import { parseHost, parseMount, parsePort, servedFolder } from '../web-options.ts';
import { webConfig, type WebFlags } from '../web-config.ts';

/** The options are those of Notesium, and so are the words. */
export const define: Define = (command, context) => {
  command
    .option('--webroot <path>', 'folder to serve at /', (path) => servedFolder('webroot', path))
    .option(
      '--mount <dir:uri>',
      'one more folder to serve, as ~/images:/images/; may be repeated',
      parseMount,
      [],
    )
    .option('--open-browser', 'open the address in the browser')
    .option('--stop-on-idle', 'stop after 10 seconds without a request')
    .option('--host <address>', 'loopback address to listen at', parseHost, '127.0.0.1')
    .option('--port <number>', 'port to listen at (default: a free one)', parsePort, 0)
    .option('--no-check', 'do not have clients look for new versions every day')
    .option('--writable', 'allow writing')
    .option('--keyed', 'list notes as an object by file name, as Notesium does')
    .action((flags: WebFlags) => web(flags, context));
};

async function web(flags: WebFlags, context: Context): Promise<void> {
  const { io, program } = context;
  const config = webConfig(folderOf(context), flags, context);
  const log = await program.createLog(config);
  const ignoreCrashes = endOnCrash(io, log);
  const stop = listenForStop(io);
  try {
    const { app, address } = await startServer(config, log, program);
    const url = `http://localhost:${new URL(address).port}`;
    printLine(io, `Serving on ${url} (bind address ${flags.host})`);
    printLine(io, `Press Ctrl+C to stop${flags.stopOnIdle ? ' (stop-on-idle enabled)' : ''}`);
    if (flags.openBrowser) openBrowser(url, io);
    const reason = await Promise.race([stop.requested, app.idle]);
    if (!reason) printLine(io, 'No active client, stopping server.');
    await app.close();
  } finally {
    stop.ignore();
    ignoreCrashes();
  }
}

function folderOf({ io, program }: Context): string {
  try {
    return openFolder(program.notesFolder(io.env));
  } catch (error) {
    throw error instanceof CommandError ? new Failure(error.message) : error;
  }
}
