import { errors } from 'undici';
import { NoPublicAddress } from '../public-address.ts';
import { CaptureFailure } from './failure.ts';

const FAILURES: Readonly<Record<string, () => CaptureFailure>> = {
  ECONNREFUSED: () => new CaptureFailure('unreachable', 'The server refused the connection.'),
  ECONNRESET: () => new CaptureFailure('unreachable', 'The server broke the connection off.'),
  EPIPE: () => new CaptureFailure('unreachable', 'The server broke the connection off.'),
  EHOSTUNREACH: () => new CaptureFailure('unreachable', 'The server cannot be reached.'),
  ENETUNREACH: () => new CaptureFailure('unreachable', 'The server cannot be reached.'),
  ETIMEDOUT: () => new CaptureFailure('timeout', 'The server did not accept the connection in time.'),
  UND_ERR_CONNECT_TIMEOUT: () =>
    new CaptureFailure('timeout', 'The server did not accept the connection in time.'),
  UND_ERR_SOCKET: () =>
    new CaptureFailure('badAnswer', 'The server closed the connection before the page was complete.'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: () =>
    new CaptureFailure('badAnswer', 'The server closed the connection before the page was complete.'),
  UND_ERR_HEADERS_OVERFLOW: () => new CaptureFailure('tooLarge', 'The headers of the answer are too large.'),
  Z_DATA_ERROR: () =>
    new CaptureFailure('badEncoding', 'The page is compressed in a way that cannot be undone.'),
  EAI_AGAIN: () =>
    new CaptureFailure('nameNotResolved', 'The name of the server cannot be looked up at the moment.'),
};

/** No words of the error itself: they may name addresses. */
export function explain(error: unknown): CaptureFailure {
  if (error instanceof CaptureFailure) return error;
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const code = codeOf(cause);
  // Whether a name exists in a private network, and whether it is private, is told in the same words.
  if (cause instanceof NoPublicAddress && codeOf(cause.cause) !== 'EAI_AGAIN') {
    return new CaptureFailure('noPublicAddress', 'The host has no public address.', { cause: error });
  }
  const known = FAILURES[cause instanceof NoPublicAddress ? 'EAI_AGAIN' : code];
  if (known) return Object.assign(known(), { cause: error });
  if (code === 'ENOTFOUND') {
    return new CaptureFailure('noPublicAddress', 'The host has no address.', { cause: error });
  }
  if (/CERT|SELF_SIGNED|TLS|SSL|VERIFY|EPROTO/.test(code)) {
    return new CaptureFailure(
      'insecure',
      'The connection is not secure: the certificate of the server is not valid.',
      {
        cause: error,
      },
    );
  }
  if (/^(?:Z_|ERR_.*BROTLI|ERR__ERROR|ERR_)/.test(code))
    return Object.assign(FAILURES['Z_DATA_ERROR']!(), { cause: error });
  if (cause instanceof errors.HTTPParserError) {
    return new CaptureFailure('badAnswer', 'The server answered with something else than a web page.', {
      cause: error,
    });
  }
  return new CaptureFailure('unreachable', 'The page could not be fetched.', { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
