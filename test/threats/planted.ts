import type { Status, Visibility } from '../../src/domain/note.ts';
import type { Call, Instance } from '../support/instance.ts';

/** Words that occur in one note alone, by the notes that others must not see. */
export const HIDDEN = ['privateword', 'archivedword', 'trashedword', 'draftword', 'formerword'];
export const PROTECTED = 'protectedword';
export const PUBLIC = 'publicword';
export const ADDRESS = 'planted.address@ada.example';

/**
 * Ada's notes of every kind, each with a word, a title and a tag that no other has; whoever else may ask; and every GET
 * route, over every note and user there is.
 */
export async function plant(instance: Instance) {
  const ids: Record<string, number> = {};
  const host = await instance.account('hilda');
  const admin = await instance.account('adam');
  const ada = await instance.account('ada');
  const bob = await instance.account('bob');
  await instance.call('PATCH', '/api/v1/users/adam', { token: host.token, body: { role: 'ADMIN' } });
  await instance.call('PATCH', '/api/v1/users/ada', {
    token: ada.token,
    body: { email: ADDRESS, nickname: 'Ada', defaultVisibility: 'PROTECTED' },
  });
  const write = async (word: string, visibility: Visibility, status: Status = 'NORMAL', links = '') => {
    const content = `# Title ${word}\n\nshared #tag${word} ${links}`;
    const made = await instance.call('POST', '/api/v1/memos', {
      token: ada.token,
      body: { content, visibility },
    });
    ids[word] = made.json.id;
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
  const links = [toPrivate, toArchived, toTrashed].join(' ');
  const toProtected = await write(PROTECTED, 'PROTECTED', 'NORMAL', links);
  await write(PUBLIC, 'PUBLIC', 'NORMAL', `${links} ${toProtected}`);

  const readers: Record<string, Call> = {
    anonymous: {},
    other: { token: bob.token },
    admin: { token: admin.token },
    host: { token: host.token },
  };
  return { ada, readers, ids, paths: pathsOver(Object.values(ids)) };
}

function pathsOver(notes: readonly number[]): string[] {
  const words = [...HIDDEN, PROTECTED, PUBLIC, 'shared', 'Title'];
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
    ...notes.map((id) => `/memos/${id}`),
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
    ].map((q) => `/search?q=${encodeURIComponent(q)}`),
    '/tags',
    '/tags/stats',
    '/graph',
    '/users',
    ...[1, 2, 3, 4].map((id) => `/users/${id}`),
    '/users/ada',
    '/access-tokens',
    ...[1, 2, 3, 4].map((id) => `/access-tokens/${id}`),
    '/auth/status',
    '/system/info',
    '/openapi.json',
  ].map((path) => `/api/v1${path}`);
}
