import type { CommandSpec } from '../domain/notesium/commands.ts';

/** What usage and completion tell of `web`, beside the commands of Notesium that only print. */
export const WEB: CommandSpec<'web'> = {
  name: 'web',
  summary: 'Start web server',
  options: [
    { name: 'webroot', value: 'PATH', meaning: 'Path to web root to serve (default: embedded webroot)' },
    { name: 'mount', value: 'DIR:URI', meaning: 'Additional directory to serve under webroot' },
    { name: 'open-browser', meaning: 'Launch default web browser with web server URL' },
    { name: 'stop-on-idle', meaning: 'Automatically stop when no activity is detected' },
    { name: 'host', value: 'ADDR', meaning: 'Loopback address to listen on (default: 127.0.0.1)' },
    { name: 'port', value: 'INT', meaning: 'Port for web server to listen on (default: random)' },
    { name: 'no-check', meaning: 'Disable daily new version checks' },
    { name: 'writable', meaning: 'Allow writing of notes in NOTESIUM_DIR via API' },
    { name: 'keyed', meaning: 'List notes as an object by file name' },
  ],
};
