import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';

export type Log = Logger;

/** Secrets never reach the log: not headers that carry them, not bodies, which are not logged at all. */
const SECRETS = ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', '*.secret'];

/** One line an event: text for people, JSON for programs. */
export function createLog({ logLevel, logFormat }: { logLevel: string; logFormat: 'text' | 'json' }): Log {
  const options = { level: logLevel, redact: SECRETS };
  if (logFormat === 'json') return pino(options);
  return pino(
    options,
    PinoPretty({ colorize: process.stdout.isTTY, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }),
  );
}
