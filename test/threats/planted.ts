import type { Status, Visibility } from '../../src/domain/note.ts';
import { uploaded } from '../support/files.ts';
import type { Call, Instance } from '../support/instance.ts';

/** Words that occur in one note alone and in its file, by the notes that others must not see. */
export const HIDDEN = ['privateword', 'archivedword', 'trashedword', 'draftword', 'formerword'];
/** Words in what belongs to no note: a file that none shows, a webhook, and a private space. */
export const HIDDEN_BESIDES = ['looseword', 'webhookword', 'secretword', 'spaceword'];
export const PROTECTED = 'protectedword';
export const PUBLIC = 'publicword';
export const ADDRESS = 'planted.address@ada.example';

/**
 * Ada's notes of every kind, each with a word, a title, a tag and a file that no other has; a webhook that is told of them
 * all; whoever else may ask; and every GET route that ends, over every note, file, webhook and user there is.
 */
export async function plant(instance: Instance) {
  const ids: Record<string, number> = {};
  /** The files, by their words. */
  const files: Record<string, number> = {};
  const filenames: string[] = [];
  const host = await instance.account('hilda');
  const admin = await instance.account('adam');
  const ada = await instance.account('ada');
  const bob = await instance.account('bob');
  await instance.call('PATCH', '/api/v1/users/adam', { token: host.token, body: { role: 'ADMIN' } });
  await instance.call('PATCH', '/api/v1/users/ada', {
    token: ada.token,
    body: { email: ADDRESS, nickname: 'Ada', defaultVisibility: 'PROTECTED' },
  });
  const hook = await instance.call('POST', '/api/v1/webhooks', {
    token: ada.token,
    // No address that may be reached.
    body: {
      name: 'Hook webhookword',
      url: 'http://127.0.0.1:1/webhookword',
      events: ['memo.created', 'memo.updated', 'resource.uploaded'],
      secret: 'the secretword',
    },
  });
  await instance.call('POST', `/api/v1/webhooks/${hook.json.id}/test`, { token: ada.token });
  const file = async (word: string, fields?: Record<string, string>) => {
    const form = { filename: `${word}.txt`, content: `Bytes with the ${word}`, ...(fields && { fields }) };
    files[word] = (await uploaded(instance, ada, form)).id;
  };
  const write = async (word: string, visibility: Visibility, status: Status = 'NORMAL', links = '') => {
    const content = `# Title ${word}\n\nshared #tag${word} ${links}`;
    const made = await instance.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content, visibility },
    });
    ids[word] = made.json.id;
    filenames.push(made.json.filename);
    await file(word, { memo: made.json.name });
    if (status !== 'NORMAL') {
      await instance.call('PATCH', `/api/v1/memos/${ids[word]}`, {
        token: ada.token,
        body: { rowStatus: status },
      });
    }
    return `[x](${made.json.filename})`;
  };
  const toPrivate = await write('privateword', 'PRIVATE');
  const toArchived = await write('archivedword', 'PUBLIC', 'ARCHIVED');
  const toTrashed = await write('trashedword', 'PUBLIC', 'TRASHED');
  await write('draftword', 'PRIVATE');
  await write('formerword', 'PUBLIC');
  await instance.call('PATCH', `/api/v1/memos/${ids['formerword']}`, {
    token: ada.token,
    body: { visibility: 'PRIVATE' },
  });
  await file('looseword');
  const links = [toPrivate, toArchived, toTrashed].join(' ');
  const toProtected = await write(PROTECTED, 'PROTECTED', 'NORMAL', links);
  await write(PUBLIC, 'PUBLIC', 'NORMAL', `${links} ${toProtected}`);

  // A file that everybody sees is shown by a note that they do not see, too.
  await instance.call('PATCH', `/api/v1/memos/${ids['draftword']}`, {
    token: ada.token,
    body: { resources: ['draftword', PUBLIC].map((word) => ({ name: `resources/${files[word]}` })) },
  });

  const { json: made } = await instance.call('POST', '/api/spaces/create', {
    token: ada.token,
    body: { spaceName: 'The spaceword' },
  });
  await instance.call('POST', '/api/spaces/addContent', {
    token: ada.token,
    body: { spaceId: made.space.id, documentId: String(ids['privateword']) },
  });

  const readers: Record<string, Call> = {
    anonymous: {},
    other: { token: bob.token },
    admin: { token: admin.token },
    host: { token: host.token },
  };
  const paths = [
    ...pathsOver(Object.values(ids), Object.values(files), hook.json.id),
    ...pathsOverFiles(filenames),
    ...pathsOverSpaces(Object.values(ids), made.space.id),
  ];
  return { ada, readers, ids, files, paths };
}

function pathsOver(notes: readonly number[], files: readonly number[], hook: number): string[] {
  const words = [...HIDDEN, ...HIDDEN_BESIDES, PROTECTED, PUBLIC, 'shared', 'Title'];
  const lists = [
    '',
    '?rowStatus=ARCHIVED',
    '?rowStatus=TRASHED',
    '?visibility=PRIVATE',
    '?visibility=protected',
  ];
  const orders = ['created_ts', 'updated_ts', 'pinned'].flatMap((by) => [
    `?orderBy=${by}&order=asc`,
    `?orderBy=${by}`,
  ]);
  return [
    ...notes.flatMap((id) => [
      `/memos/${id}`,
      `/memos/${id}/links`,
      `/memos/${id}/versions`,
      `/memos/${id}/versions/1`,
    ]),
    ...[
      ...lists,
      ...orders,
      '?creator=users/3',
      '?creator=users/3&rowStatus=archived',
      '?limit=1&page=2',
      '?tag=tagdraftword',
    ].map((query) => `/memos${query}`),
    ...words.flatMap((word) => [
      `/search?q=${word}`,
      `/search?q=%23tag${word}`,
      `/memos?tag=tag${word}`,
      `/search?tag=tag${word}`,
      `/search?q=${word.slice(0, 5)}*`,
    ]),
    ...[
      '-nothing',
      'shared|privateword',
      'shared -publicword',
      '"title privateword"',
      'after:2020-01-01',
      'is:pinned',
      'has:link',
      'has:file',
    ].map((q) => `/search?q=${encodeURIComponent(q)}`),
    '/tags',
    '/tags/stats',
    '/graph',
    '/resources',
    ...files.flatMap((id) => [`/resources/${id}`, `/resources/${id}?thumbnail=true`]),
    '/webhooks',
    `/webhooks/${hook}`,
    `/webhooks/${hook}/deliveries`,
    '/jobs',
    '/users',
    ...[1, 2, 3, 4].map((id) => `/users/${id}`),
    '/users/ada',
    '/access-tokens',
    ...[1, 2, 3, 4].map((id) => `/access-tokens/${id}`),
    '/auth/status',
    '/auth/sessions',
    '/auth/preferences',
    '/activity?from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z',
    '/system/info',
    '/vault',
    '/openapi.json',
  ].map((path) => `/api/v1${path}`);
}

/** The memories API. */
function pathsOverSpaces(notes: readonly number[], space: string): string[] {
  return [
    '/memories',
    '/memories/openapi.json',
    `/memories?spaceId=${space}`,
    ...notes.map((id) => `/memories/${id}`),
    '/spaces',
    `/spaces/${space}`,
    `/spaces/${space}/members`,
    `/spaces/${space}/invitation`,
    '/invitations',
  ].map((path) => `/api${path}`);
}

/** The Notesium API, whose files have no numbers. */
function pathsOverFiles(filenames: readonly string[]): string[] {
  const words = [...HIDDEN, PROTECTED];
  return [
    ...filenames.flatMap((name) => [`/notes/${name}`, `/raw/links?filename=${name}`]),
    '/notes',
    '/notes?keyed=true',
    '/runtime',
    ...['new', 'list', 'list?prefix=label', 'links', 'links?dangling=true', 'lines', 'stats', 'version'].map(
      (command) => `/raw/${command}`,
    ),
    ...words.map((word) => `/raw/lines?filter=${word}`),
    '/raw/lines?prefix=title&filter=shared',
  ].map((path) => `/api${path}`);
}
