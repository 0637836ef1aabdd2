import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignedIn } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import type { Sessions } from '../services/sessions.ts';

/** Names that always lead to this machine, with any port: a page elsewhere can have its own name lead here, but not these. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Any page in the owner's browser can reach a server on loopback, and here no credentials are asked for. So a request must
 * name this machine (DNS rebinding), and must not come from another site.
 * @returns why it is refused; null where it is not
 */
export function refusalOfOtherSite(headers: IncomingHttpHeaders): string | null {
  const { host = '', origin } = headers;
  if (!LOOPBACK_HOST.test(host)) return 'This server answers to localhost and loopback addresses only';
  const isForeign = origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  if (isForeign || headers['sec-fetch-site'] === 'cross-site') return 'This request comes from another site';
  return null;
}

/** Call it before the routes are made. */
export function refuseOtherSites(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    const refusal = refusalOfOtherSite(headers);
    if (refusal === null) return done();
    done(new DomainError('PERMISSION_DENIED', refusal));
  });
}

/**
 * Requests without a token are the local owner's. Cookies do not count: browsers send those of other servers on this
 * machine along, whatever their port.
 */
export function asLocalOwner(sessions: Sessions, owner: SignedIn): Sessions {
  return {
    ...sessions,
    authenticate: async ({ token }) => (token === undefined ? owner : sessions.authenticate({ token })),
    recognise: ({ token }, stamp) => (token === undefined ? owner : sessions.recognise({ token }, stamp)),
  };
}
