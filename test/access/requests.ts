import { formOf } from '../support/files.ts';
import type { Call } from '../support/instance.ts';
import { HOOK, type PrincipalName, type Target, type World } from './world.ts';

interface Request extends Pick<Call, 'body' | 'raw' | 'headers'> {
  path: string;
}

type Builder = (world: World, target: Target, principal: PrincipalName) => Promise<Request> | Request;

const at = (path: string, body?: unknown) => (): Request => ({ path, ...(body !== undefined && { body }) });

const form = (content: string, fields: Record<string, string> = {}): Request => {
  const { raw, contentType } = formOf({ content, fields });
  return { path: '/api/v1/resources', raw, headers: { 'content-type': contentType } };
};

/**
 * A good request of each route, about something made for it alone. What it asks to change does change if it is allowed.
 * A route with several rules has several entries: `PATCH /api/v1/users/{username} role`.
 */
export const REQUESTS: Record<string, Builder> = {
  'GET /': at('/'),
  'GET /healthz': at('/healthz'),
  'GET /readyz': at('/readyz'),
  'GET /metrics': at('/metrics'),
  'GET /api/openapi.json': at('/api/openapi.json'),
  'GET /api/v1/openapi.json': at('/api/v1/openapi.json'),
  'GET /api/docs': at('/api/docs'),
  'GET /api/docs/static/index.html': at('/api/docs/static/index.html'),
  'GET /api/docs/static/swagger-initializer.js': at('/api/docs/static/swagger-initializer.js'),
  'GET /api/docs/json': at('/api/docs/json'),
  'GET /api/docs/yaml': at('/api/docs/yaml'),
  'GET /api/docs/static/{*}': at('/api/docs/static/swagger-ui.css'),

  'GET /api/v1/memos': at('/api/v1/memos'),
  'POST /api/v1/memos': at('/api/v1/memos', { content: 'Written by whoever may' }),
  'GET /api/v1/memos/{id}': async (world, target) => ({ path: `/api/v1/memos/${await world.note(target)}` }),
  'PATCH /api/v1/memos/{id}': async (world, target) => ({
    path: `/api/v1/memos/${await world.note(target)}`,
    body: { content: 'Overwritten' },
  }),
  'DELETE /api/v1/memos/{id}': async (world, target) => ({
    path: `/api/v1/memos/${await world.note(target)}?force=true`,
  }),
  'GET /api/v1/memos/{id}/versions': async (world, target) => ({
    path: `/api/v1/memos/${await world.note(target)}/versions`,
  }),
  'GET /api/v1/memos/{id}/versions/{id}': async (world, target) => {
    const { id, version } = await world.editedNote(target);
    return { path: `/api/v1/memos/${id}/versions/${version}` };
  },
  'GET /api/v1/memos/{id}/links': async (world, target) => ({
    path: `/api/v1/memos/${await world.note(target)}/links`,
  }),
  'GET /api/v1/activity': at('/api/v1/activity?from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z'),
  'GET /api/v1/search': at('/api/v1/search?q=note'),
  'GET /api/v1/graph': at('/api/v1/graph'),

  'GET /api/v1/resources': at('/api/v1/resources'),
  'POST /api/v1/resources': (world) => form(world.fresh('bytes ')),
  'POST /api/v1/resources json': (world) => ({
    path: '/api/v1/resources',
    body: { filename: 'a.txt', content: Buffer.from(world.fresh('bytes ')).toString('base64') },
  }),
  'POST /api/v1/resources memo': async (world, target) =>
    form(world.fresh('bytes '), { memo: `memos/${await world.note(target)}` }),
  'GET /api/v1/resources/{id}': async (world, target) => ({
    path: `/api/v1/resources/${(await world.file(target)).id}`,
  }),
  'GET /api/v1/resources/{id} uid': async (world, target) => ({
    path: `/api/v1/resources/${(await world.file(target)).uid}`,
  }),
  'GET /api/v1/resources/{id} thumbnail': async (world, target) => ({
    path: `/api/v1/resources/${(await world.picture(target)).id}?thumbnail=true`,
  }),
  'GET /api/v1/resources/{id} unlinked': async (world) => ({
    path: `/api/v1/resources/${(await world.file(null)).id}`,
  }),
  'GET /api/v1/resources/{id} unlinked uid': async (world) => ({
    path: `/api/v1/resources/${(await world.file(null)).uid}`,
  }),
  'GET /api/v1/resources/{id} unlinked thumbnail': async (world) => ({
    path: `/api/v1/resources/${(await world.picture(null)).id}?thumbnail=true`,
  }),
  'DELETE /api/v1/resources/{id}': async (world, target) => ({
    path: `/api/v1/resources/${(await world.file(target)).id}`,
  }),
  'DELETE /api/v1/resources/{id} unlinked': async (world) => ({
    path: `/api/v1/resources/${(await world.file(null)).id}`,
  }),

  'GET /api/v1/webhooks': at('/api/v1/webhooks'),
  'POST /api/v1/webhooks': at('/api/v1/webhooks', HOOK),
  'GET /api/v1/webhooks/{id}': async (world) => ({ path: `/api/v1/webhooks/${await world.webhook()}` }),
  'PATCH /api/v1/webhooks/{id}': async (world) => ({
    path: `/api/v1/webhooks/${await world.webhook()}`,
    body: { name: 'Renamed' },
  }),
  'DELETE /api/v1/webhooks/{id}': async (world) => ({ path: `/api/v1/webhooks/${await world.webhook()}` }),
  'POST /api/v1/webhooks/{id}/test': async (world) => ({
    path: `/api/v1/webhooks/${await world.webhook()}/test`,
  }),
  'GET /api/v1/webhooks/{id}/deliveries': async (world) => ({
    path: `/api/v1/webhooks/${await world.webhook()}/deliveries`,
  }),
  'POST /api/v1/webhooks/{id}/deliveries/{id}/retry': async (world) => {
    const webhook = await world.webhook();
    return { path: `/api/v1/webhooks/${webhook}/deliveries/${await world.failedDelivery(webhook)}/retry` };
  },
  'GET /api/v1/vault': at('/api/v1/vault'),
  'GET /api/v1/jobs': at('/api/v1/jobs'),
  'GET /api/v1/events': at('/api/v1/events'),
  'HEAD /api/v1/events': at('/api/v1/events'),

  'GET /api/v1/tags': at('/api/v1/tags'),
  'GET /api/v1/tags/stats': at('/api/v1/tags/stats'),
  'PATCH /api/v1/tags/{*}': async (world) => {
    const tag = world.fresh('old');
    await world.note('public', `Tagged #${tag}`);
    return { path: `/api/v1/tags/${tag}`, body: { name: world.fresh('new') } };
  },
  'DELETE /api/v1/tags/{*}': async (world) => {
    const tag = world.fresh('gone');
    await world.note('public', `Tagged #${tag}`);
    return { path: `/api/v1/tags/${tag}` };
  },

  'GET /api/v1/auth/status': at('/api/v1/auth/status'),
  'POST /api/v1/auth/signin': at('/api/v1/auth/signin', { username: 'bob', password: 'password of bob' }),
  'POST /api/v1/auth/signup': (world) => ({
    path: '/api/v1/auth/signup',
    body: { username: world.fresh('visitor'), password: 'a password' },
  }),
  'POST /api/v1/auth/signout': at('/api/v1/auth/signout'),

  'GET /api/v1/auth/sessions': at('/api/v1/auth/sessions'),
  'DELETE /api/v1/auth/sessions/{id}': async (world) => ({
    path: `/api/v1/auth/sessions/${await world.session()}`,
  }),
  'GET /api/v1/auth/preferences': at('/api/v1/auth/preferences'),
  'PATCH /api/v1/auth/preferences': (world) => ({
    path: '/api/v1/auth/preferences',
    body: { language: world.fresh('language ') },
  }),

  'GET /api/v1/access-tokens': at('/api/v1/access-tokens'),
  'POST /api/v1/access-tokens': at('/api/v1/access-tokens', { name: 'New', scopes: ['read'] }),
  'POST /api/v1/access-tokens admin': at('/api/v1/access-tokens', { name: 'New', scopes: ['admin'] }),
  'GET /api/v1/access-tokens/{id}': async (world) => ({
    path: `/api/v1/access-tokens/${await world.token()}`,
  }),
  'DELETE /api/v1/access-tokens/{id}': async (world) => ({
    path: `/api/v1/access-tokens/${await world.token()}`,
  }),

  'GET /api/v1/users': at('/api/v1/users'),
  'POST /api/v1/users': (world) => ({
    path: '/api/v1/users',
    body: { username: world.fresh('made'), password: 'a password' },
  }),
  'POST /api/v1/users admin': (world) => ({
    path: '/api/v1/users',
    body: { username: world.fresh('made'), password: 'a password', role: 'ADMIN' },
  }),
  'GET /api/v1/users/{username}': at('/api/v1/users/ada'),
  'PATCH /api/v1/users/{username}': (world) => ({
    path: '/api/v1/users/ada',
    body: { nickname: world.fresh('Ada ') },
  }),
  'PATCH /api/v1/users/{username} role': async (world) => ({
    path: `/api/v1/users/${await world.user()}`,
    body: { role: 'ADMIN' },
  }),
  'PATCH /api/v1/users/{username} status': async (world) => ({
    path: `/api/v1/users/${await world.user()}`,
    body: { rowStatus: 'ARCHIVED' },
  }),
  'DELETE /api/v1/users/{username}': async (world) => ({ path: `/api/v1/users/${await world.user()}` }),
  'DELETE /api/v1/users/{username} admin': async (world) => ({
    path: `/api/v1/users/${await world.user('ADMIN')}`,
  }),

  'GET /api/notes/openapi.json': at('/api/notes/openapi.json'),
  'GET /api/notes': at('/api/notes'),
  'POST /api/notes': (world) => ({
    path: '/api/notes',
    body: { Content: 'Written by whoever may', Ctime: world.freshSecond() },
  }),
  'POST /api/notes/{filename}': (world) => ({
    path: '/api/notes/aaaaaaaa.md',
    body: { Content: 'x', Ctime: world.freshSecond() },
  }),
  'GET /api/notes/{filename}': async (world, target) => ({
    path: `/api/notes/${(await world.noteFile(target)).filename}`,
  }),
  'PATCH /api/notes/{filename}': async (world, target) => {
    const { filename, LastMtime } = await world.noteFile(target);
    return { path: `/api/notes/${filename}`, body: { Content: 'Overwritten', LastMtime } };
  },
  'DELETE /api/notes/{filename}': async (world, target) => {
    const { filename, LastMtime } = await world.noteFile(target);
    return { path: `/api/notes/${filename}`, body: { LastMtime } };
  },
  'GET /api/runtime': at('/api/runtime'),
  'GET /api/raw/new': at('/api/raw/new'),
  'GET /api/raw/list': at('/api/raw/list'),
  'GET /api/raw/links': at('/api/raw/links'),
  'GET /api/raw/lines': at('/api/raw/lines'),
  'GET /api/raw/stats': at('/api/raw/stats'),
  'GET /api/raw/version': at('/api/raw/version'),
  'GET /api/raw/{command}': at('/api/raw/home'),

  'GET /api/v1/system/info': at('/api/v1/system/info'),
  'PATCH /api/v1/system/info': (world) => ({
    path: '/api/v1/system/info',
    body: { customizedProfile: { title: world.fresh('Title ') } },
  }),
};
