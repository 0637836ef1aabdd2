import type { Config } from '../config.ts';
import { Failure } from './failure.ts';

/** Why the store did not open, in one line. The password of a database URL is not in it. */
export function openFailure(error: unknown, { database }: Pick<Config, 'database'>): Failure {
  const url = /^postgres(ql)?:/.test(database) ? URL.parse(database) : null;
  const [name, setBy] = url
    ? [`postgres://${url.host}${url.pathname}`, '--database']
    : [database, '--data or --database'];
  return new Failure(`The database ${name} cannot be used: ${textOf(error)} (set by ${setBy})`, {
    cause: error,
  });
}

/** Why the server cannot listen, in one line. */
export function listenFailure(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): Failure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason =
    code === 'EADDRINUSE'
      ? 'another program has this port: stop that program, or choose another port with --port'
      : `${textOf(error)}: choose another --host or --port`;
  return new Failure(`Cannot listen at ${host}, port ${port}: ${reason}`, { cause: error });
}

/** A host with several addresses fails once for each, in an error without a message of its own. */
function textOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors.map(textOf).join(', ') : undefined;
  const text = inner ?? (error instanceof Error ? error.message : String(error));
  return text.replaceAll(/\s+/g, ' ');
}
