import { isIP, type LookupFunction } from 'node:net';
import { callbackify, promisify } from 'node:util';
import { buildConnector } from 'undici';
import { resolvePublic, type MayReach, type Resolve, type Resolved } from './public-address.ts';

/** Resolves a name once, checks all it leads to, and connects to nothing else. */
export function connectPublicly(resolve: Resolve, mayReach?: MayReach): buildConnector.connector {
  return connectTo((hostname) => resolvePublic(hostname, resolve, mayReach));
}

/** Checks nothing: for who is allowed to reach every address. */
export function connectAnywhere(resolve: Resolve): buildConnector.connector {
  return connectTo(async (hostname) => {
    const family = isIP(hostname);
    return family === 0 ? resolve(hostname) : [{ address: hostname, family }];
  });
}

function connectTo(find: Resolve): buildConnector.connector {
  return callbackify(async (options: buildConnector.Options) => {
    const addresses = await find(options.hostname);
    return promisify(buildConnector({ allowH2: false, lookup: pinned(addresses) }))(options);
  }) as unknown as buildConnector.connector;
}

function pinned(addresses: readonly Resolved[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}
