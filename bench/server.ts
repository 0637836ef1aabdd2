import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { createApp } from '../src/app.ts';
import { createCorpus } from './corpus.ts';

/** What the measuring process is told about the server. */
export interface Ready {
  url: string;
  /** The same Fastify, sending constants: the baseline. */
  baseline: string;
  token: string;
  memoId: number;
}

/** A server with `notes` notes of 20 users beside a baseline, in a process of its own. It ends with its parent. */
async function main(notes: number): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
  const app = await createApp({
    host: '127.0.0.1',
    port: 0,
    data,
    database: process.argv[3] ?? join(data, 'commonplace.db'),
    blobs: undefined,
    vault: false,
    maxUploadBytes: 1024 ** 3,
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
    webhookRetrySeconds: [],
    releaseUrl: undefined,
    keyed: false,
    logLevel: 'error',
    logFormat: 'json',
  });
  const { token, memoId } = await fill(app, notes);
  const headers = { authorization: `Bearer ${token}` };
  const one = await app.inject({ url: `/api/v1/memos/${memoId}`, headers });
  const list = await app.inject({ url: '/api/v1/memos', headers });

  const constant = fastify();
  const type = 'application/json; charset=utf-8';
  constant.get('/one', async (_request, reply) => reply.type(type).send(one.rawPayload));
  constant.get('/list', async (_request, reply) => reply.type(type).send(list.rawPayload));
  constant.get('/empty', async (_request, reply) => reply.code(304).send());

  const ready: Ready = {
    url: await app.listen(),
    baseline: await constant.listen({ host: '127.0.0.1', port: 0 }),
    token,
    memoId,
  };
  process.send?.(ready);
  process.once('disconnect', () => {
    void Promise.all([app.close(), constant.close()]).then(() =>
      rmSync(data, { recursive: true, force: true }),
    );
  });
}

async function fill(app: Awaited<ReturnType<typeof createApp>>, notes: number) {
  const corpus = createCorpus();
  const users = [];
  for (let index = 0; index < 20; index++) {
    users.push(await app.services.users.add({ username: `user${index}`, password: 'only for measuring' }));
  }
  const principals = users.map((user) => ({
    kind: 'user' as const,
    userId: user.id,
    role: user.role,
    scope: 'admin' as const,
    via: 'local' as const,
    credentialId: null,
  }));
  let memoId = 0;
  const start = Date.parse('2024-01-01T00:00:00Z');
  for (let first = 0; first < notes; first += 64) {
    const batch = Array.from({ length: Math.min(64, notes - first) }, (_, offset) => first + offset);
    await Promise.all(
      batch.map(async (index) => {
        const principal = principals[index % principals.length] ?? principals[0];
        if (!principal) return;
        const visibility = index % 5 === 0 ? 'PUBLIC' : 'PRIVATE';
        const created = await app.services.notes.create(principal, {
          content: corpus.note(index),
          visibility,
          createdAt: start + index * 1000,
        });
        if ('result' in created && index % principals.length === 0) memoId = created.result.id;
      }),
    );
  }
  const { secret } = await app.services.tokens.createFor(users[0]?.id ?? 0, {
    name: 'bench',
    scope: 'admin',
  });
  return { token: secret, memoId };
}

await main(Number(process.argv[2] ?? 10_000));
