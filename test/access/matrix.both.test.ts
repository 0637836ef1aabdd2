import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEvents } from '../support/event-stream.ts';
import { openDatabaseDump, type DatabaseDump } from '../support/database-dump.ts';
import { startInstance, type Answer, type Call, type Instance } from '../support/instance.ts';
import { recordRoutes, type RecordedRoute } from '../support/recorded-routes.ts';
import { CHANGES_NOTHING, MATRIX, type Line } from './matrix.ts';
import { REQUESTS } from './requests.ts';
import { createWorld, PRINCIPALS, REFUSALS, type PrincipalName, type World } from './world.ts';

let instance: Instance;
let routes: RecordedRoute[];
let world: World;
let database: DatabaseDump;
let address: string;

beforeAll(async () => {
  ({ result: instance, routes } = await recordRoutes(() => startInstance({ signInsPerAddress: 1e6 })));
  world = await createWorld(instance);
  address = await instance.app.listen();
  database = await openDatabaseDump(instance.databaseUrl);
});

afterAll(async () => {
  await database.close();
  await instance.stop();
});

const CODES: Record<number, string> = { 400: 'INVALID_ARGUMENT', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' };

describe('who may do what', () => {
  test.each(MATRIX.map((line) => [`${line.request} ${line.target ?? ''}`, line] as const))(
    '%s',
    async (_name, line) => {
      const found: Record<string, unknown> = {};
      for (const principal of PRINCIPALS) found[principal] = await ask(line, principal);
      expect(found).toEqual(Object.fromEntries(PRINCIPALS.map((name) => [name, wanted(line, name)])));
    },
  );
});

/** Status, error code where there is one, and whether the database is another afterwards. */
interface Outcome {
  status: number;
  code: string | undefined;
  changed: boolean;
}

/** These have a matrix of their own, over spaces. */
const isOfMemories = (route: string) =>
  /^\w+ \/(api|v1)\/(memories|spaces|add|batch-add|search|invitations)(\/|$)/.test(route);

/** Notesium tells the status and a sentence. */
const hasNoCodes = (path: string) => /^\/api\/(notes|runtime|raw)(\/|$)/.test(path);

function wanted({ request, method, path, expected }: Line, principal: PrincipalName): Outcome {
  const status = expected[principal];
  const isWrite = method !== 'GET' && !CHANGES_NOTHING.has(request);
  return {
    status,
    code:
      method === 'HEAD' || hasNoCodes(path)
        ? undefined
        : status === 401
          ? REFUSALS[principal]
          : CODES[status],
    changed:
      status === 200 && (isWrite || (request === 'POST /api/v1/auth/signout' && principal === 'ada-session')),
  };
}

async function ask({ request, method, target }: Line, principal: PrincipalName): Promise<Outcome> {
  const build = REQUESTS[request];
  if (!build) throw new Error(`requests.ts has no ${request}`);
  const { path, ...content } = await build(world, target ?? 'private', principal);
  await world.settle();
  const before = await database.text();
  const options = { ...world.credentials[principal], ...content };
  const answer =
    request === STREAM ? await askStream(options) : await instance.call(method as 'GET', path, options);
  if (method === 'GET' && request !== STREAM) {
    const head = await instance.call('HEAD', path, options);
    expect([head.status, head.text]).toEqual([answer.status, '']);
  }
  const after = await database.text();
  if (request.endsWith('/signout')) await world.renew();
  return {
    status: answer.status,
    code: answer.json?.error?.code,
    changed: after !== before,
  };
}

const STREAM = 'GET /api/v1/events';

/** A stream has no end that `call` could wait for. */
async function askStream({ token, cookie }: Call): Promise<Pick<Answer, 'status' | 'json'>> {
  if (token === undefined && cookie === undefined) return instance.call('GET', '/api/v1/events');
  const stream = await openEvents(address, {
    ...(token !== undefined && { token }),
    ...(cookie !== undefined && { headers: { cookie } }),
  });
  stream.close();
  return stream.status === 200
    ? { status: 200, json: undefined }
    : instance.call('GET', '/api/v1/events', { token });
}

describe('the matrix', () => {
  /** The name of a parameter is documentation. */
  const named = (method: string, path: string) => `${method} ${path.replace(/\{[^}]+\}/g, '{}')}`;
  const covered = new Set(MATRIX.map(({ method, path }) => named(method, path)));

  test('has a line for every route of the OpenAPI document, and no other', async () => {
    const { json: document } = await instance.call('GET', '/api/openapi.json');
    const documented = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => named(method.toUpperCase(), path)),
    );
    expect(documented.length).toBeGreaterThan(20);
    expect(documented.filter((route) => !covered.has(route) && !isOfMemories(route))).toEqual([]);
    const known = new Set(routes.map(({ method, path }) => named(method, path)));
    expect([...covered].filter((route) => !known.has(route))).toEqual([]);
  });

  test('has a line for every hidden route too, unless that answers 405', async () => {
    const hidden = routes.filter(
      ({ method, path }) =>
        !covered.has(named(method === 'HEAD' ? 'GET' : method, path)) && !isOfMemories(`${method} ${path}`),
    );
    expect(hidden.length).toBeGreaterThan(20);
    const { token } = await instance.account('zoe');
    for (const { method, path } of hidden) {
      const answer = await instance.call(method as 'GET', path.replace(/\{[^}]+\}/g, '1'), { token });
      expect([method, path, answer.status]).toEqual([method, path, method === 'OPTIONS' ? 204 : 405]);
      expect(answer.headers['allow']).toBeDefined();
    }
  });

  test('names every principal in its header', () => {
    for (const { request, expected } of MATRIX) {
      expect(Object.keys(expected), request).toEqual([...PRINCIPALS]);
      expect(
        Object.values(expected).every((status) => status >= 200 && status < 500),
        request,
      ).toBe(true);
    }
  });
});
