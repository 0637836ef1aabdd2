import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createApp, type App, type Overrides } from '../../src/app.ts';
import type { AppConfig, Config } from '../../src/config.ts';
import type { Services } from '../../src/services/index.ts';
import { createTestDatabase } from './postgres.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface Call {
  body?: unknown;
  /** Sent as they are, in place of `body`. */
  raw?: string | Buffer;
  token?: string | undefined;
  /** The `name=value` of a session cookie; `origin` is sent with it unless a header says otherwise. */
  cookie?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  text: string;
  /** The body read as JSON. */
  json: any;
}

/** A whole server over a store of its own, on the engine that this run is about. */
export interface Instance {
  app: App;
  services: Services;
  /** Where its store is, for a look behind its back. */
  databaseUrl: string;
  /** What was logged, line by line. */
  log: string[];
  /** The present time of the server, epoch milliseconds; tests move it. */
  time: { now: number };
  call(method: Method, path: string, options?: Call): Promise<Answer>;
  /** Makes an account (the first is the host) and a token with the scope. */
  account(username: string, scope?: 'read' | 'write' | 'admin'): Promise<Account>;
  stop(): Promise<void>;
}

export interface Account {
  id: number;
  username: string;
  password: string;
  token: string;
}

export const ORIGIN = 'http://127.0.0.1:5230';

export const TEST_CONFIG: Omit<Config, 'data' | 'database'> = {
  host: '127.0.0.1',
  port: 0,
  workers: 1,
  maxConnections: 10_000,
  blobs: undefined,
  vault: false,
  maxUploadBytes: 64 * 1024 * 1024,
  maxUserBytes: 0,
  url: undefined,
  trustProxy: false,
  allowSignUp: undefined,
  maxContentBytes: 1024 * 1024,
  rateLimitToken: 0,
  rateLimitAnonymous: 0,
  rateLimitSession: 0,
  signInsPerAccount: 10,
  signInsPerAddress: 50,
  allowPrivateWebhooks: false,
  allowPrivateCapture: false,
  webhookRetrySeconds: [5, 30, 120],
  releaseUrl: undefined,
  keyed: false,
  logLevel: 'debug',
  logFormat: 'json',
};

export async function startInstance(
  config: Partial<AppConfig> = {},
  { startTime = Date.parse('2025-08-19T10:00:00Z'), ...overrides }: { startTime?: number } & Overrides = {},
): Promise<Instance> {
  const data = await mkdtemp(join(tmpdir(), 'commonplace-'));
  const database =
    inject('engine') === 'postgres'
      ? await createTestDatabase()
      : { url: join(data, 'commonplace.db'), drop: async () => {} };
  const log: string[] = [];
  const time = { now: startTime };
  const app = await createApp(
    { ...TEST_CONFIG, data, database: database.url, ...config },
    {
      clock: () => time.now,
      log: pino(
        { level: config.logLevel ?? TEST_CONFIG.logLevel },
        { write: (line: string) => log.push(line) },
      ),
      // Tests about the web app name the built one.
      webApp: null,
      ...overrides,
    },
  );

  async function call(method: Method, path: string, options: Call = {}): Promise<Answer> {
    const { body, raw, token, cookie, headers } = options;
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await app.inject({
      method,
      url: path,
      headers: {
        host: new URL(ORIGIN).host,
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie, origin: ORIGIN }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    });
    const isJson = String(response.headers['content-type']).startsWith('application/json');
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      json: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
    };
  }

  return {
    app,
    services: app.services,
    databaseUrl: database.url,
    log,
    time,
    call,
    async account(username, scope = 'admin') {
      const password = `password of ${username}`;
      const user = await app.services.users.add({ username, password, email: `${username}@example.com` });
      const { secret } = await app.services.tokens.createFor(user.id, { name: 'test', scope });
      return { id: user.id, username, password, token: secret };
    },
    async stop() {
      await app.close();
      await database.drop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
