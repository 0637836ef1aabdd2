import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { AppConfig, Mount } from '../config.ts';
import type { Context } from './catalogue.ts';

export interface WebFlags {
  webroot?: string;
  mount: Mount[];
  openBrowser?: boolean;
  stopOnIdle?: boolean;
  host: string;
  port: number;
  check: boolean;
  writable?: boolean;
  keyed?: boolean;
}

/**
 * What the settings are for one person and one folder: everything that is not in the folder lies in a place of its own,
 * and nobody else is let in.
 * @throws ConfigError
 */
export function webConfig(folder: string, flags: WebFlags, { io, program }: Context): AppConfig {
  const data = join(stateHome(io.env), 'commonplace', nameOf(folder));
  const config = program.readConfig({
    flags: {
      host: flags.host,
      port: String(flags.port),
      data,
      database: join(data, 'commonplace.db'),
      blobs: join(data, 'blobs'),
      'trust-proxy': 'false',
      'allow-sign-up': 'false',
      ...(flags.keyed && { keyed: 'true' }),
    },
    // What Notesium prints is all that is printed, unless more is asked for.
    env: { COMMONPLACE_LOG_LEVEL: 'warn', ...io.env },
    isTerminal: io.stdout.isTTY === true,
  });
  return {
    ...config,
    url: undefined,
    vault: true,
    personal: {
      folder,
      writable: flags.writable ?? false,
      webroot: flags.webroot,
      mounts: flags.mount,
      stopOnIdle: flags.stopOnIdle ?? false,
      versionCheck: flags.check,
    },
  };
}

/** Each folder has an index of its own, wherever it is started from. */
function nameOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

/** The XDG specification has relative paths ignored. */
function stateHome({ XDG_STATE_HOME: folder = '', HOME: home }: Context['io']['env']): string {
  return isAbsolute(folder) ? folder : join(home ?? homedir(), '.local', 'state');
}
