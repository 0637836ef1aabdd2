import { SPACE_PRINCIPALS, type SpacePrincipal, type SpaceScene, type SpacesWorld } from './spaces-world.ts';

/** Who gets what of a space and of what it holds: a line for each route, and for each kind of space where they differ. */
const TABLE = `
                              space   owner reader editor pending rejected removed stranger anonymous owner-read admin host
get-space                     private 200   200    200    401     401      401     401      401       200        401   401
get-space                     public  200   200    200    200     200      200     200      200       200        200   200
list-memories                 private 200   200    200    401     401      401     401      401       200        401   401
list-memories                 public  200   200    200    200     200      200     200      200       200        200   200
list-memories-old-path        private 200   200    200    401     401      401     401      401       200        401   401
list-memories-old-path        public  200   200    200    200     200      200     200      200       200        200   200
search-space                  private 200   200    200    401     401      401     401      401       200        401   401
search-space                  public  200   200    200    200     200      200     200      200       200        200   200
get-memory                    private 200   200    200    404     404      404     404      404       200        404   404
get-memory                    public  200   200    200    200     200      200     200      200       200        200   200
get-memory-by-number          private 200   200    200    404     404      404     404      404       200        404   404
get-memory-by-number          public  200   200    200    200     200      200     200      200       200        200   200
get-memory-archived           private 200   404    404    404     404      404     404      404       200        404   404
get-memory-archived           public  200   404    404    404     404      404     404      404       200        404   404
get-memory-trashed            private 404   404    404    404     404      404     404      404       404        404   404
get-memory-trashed            public  404   404    404    404     404      404     404      404       404        404   404
get-memo                      private 200   200    200    404     404      404     404      404       200        404   404
get-memo                      public  200   200    200    200     200      200     200      200       200        200   200
get-memo-archived             private 200   404    404    404     404      404     404      404       200        404   404
get-memo-archived             public  200   404    404    404     404      404     404      404       200        404   404
get-memo-trashed              private 200   404    404    404     404      404     404      404       200        404   404
get-memo-trashed              public  200   404    404    404     404      404     404      404       200        404   404
get-memo-links                private 200   200    200    404     404      404     404      404       200        404   404
get-memo-links                public  200   200    200    200     200      200     200      200       200        200   200
get-memo-versions             private 200   403    403    404     404      404     404      401       200        404   404
get-memo-versions             public  200   403    403    403     403      403     403      401       200        403   403
get-resource                  private 200   200    200    404     404      404     404      404       200        404   404
get-resource                  public  200   200    200    200     200      200     200      200       200        200   200
get-thumbnail                 private 200   200    200    404     404      404     404      404       200        404   404
get-thumbnail                 public  200   200    200    200     200      200     200      200       200        200   200
get-file-of-folder            private 200   404    404    404     404      404     404      401       200        404   404
get-file-of-folder            public  200   404    404    404     404      404     404      401       200        404   404
get-members                   private 200   403    403    401     401      401     401      401       200        401   401
get-members                   public  200   403    403    403     403      403     403      401       200        403   403
get-invitation                private 404   200    200    200     200      404     404      401       404        404   404
get-invitation                public  404   200    200    200     200      404     404      401       404        404   404
get-invitations               private 200   200    200    200     200      200     200      401       200        200   200
get-invitations               public  200   200    200    200     200      200     200      401       200        200   200
get-spaces                    private 200   200    200    200     200      200     200      401       200        200   200
get-spaces                    public  200   200    200    200     200      200     200      401       200        200   200
get-events                    private 200   200    200    200     200      200     200      401       200        200   200
get-events                    public  200   200    200    200     200      200     200      401       200        200   200

create-space                  private 200   200    200    200     200      200     200      401       403        200   200
create-space                  public  200   200    200    200     200      200     200      401       403        200   200
patch-space                   private 200   403    403    401     401      401     401      401       403        401   401
patch-space                   public  200   403    403    403     403      403     403      401       403        403   403
delete-space                  private 200   403    403    401     401      401     401      401       403        401   401
delete-space                  public  200   403    403    403     403      403     403      401       403        403   403
add-own                       private 200   403    200    401     401      401     401      401       403        401   401
add-own                       public  200   403    200    403     403      403     403      401       403        403   403
add-of-others                 private 404   403    404    401     401      401     401      401       403        401   401
add-of-others                 public  404   403    404    403     403      403     403      401       403        403   403
add-held                      private 409   403    403    401     401      401     401      401       403        401   401
add-held                      public  409   403    403    403     403      403     403      401       403        403   403
add-trashed                   private 404   403    404    401     401      401     401      401       403        401   401
add-trashed                   public  404   403    404    403     403      403     403      401       403        403   403
remove-archived               private 200   403    403    401     401      401     401      401       403        401   401
remove-archived               public  200   403    403    403     403      403     403      401       403        403   403
remove-trashed                private 200   403    403    401     401      401     401      401       403        401   401
remove-trashed                public  200   403    403    403     403      403     403      401       403        403   403
remove-content                private 200   403    403    401     401      401     401      401       403        401   401
remove-content                public  200   403    403    403     403      403     403      401       403        403   403
remove-of-others              private 404   403    403    401     401      401     401      401       403        401   401
remove-of-others              public  404   403    403    403     403      403     403      401       403        403   403
invite                        private 200   403    403    401     401      401     401      401       403        401   401
invite                        public  200   403    403    403     403      403     403      401       403        403   403
accept                        private 404   200=   200=   200     404      404     404      401       403        404   404
accept                        public  404   200=   200=   200     404      404     404      401       403        404   404
reject                        private 404   200    200    200     200=     404     404      401       403        404   404
reject                        public  404   200    200    200     200=     404     404      401       403        404   404
favorite                      private 200   200    200    401     401      401     401      401       403        401   401
favorite                      public  200   200    200    200     200      200     200      401       403        200   200
unfavorite                    private 200=  200=   200=   401     401      401     401      401       403        401   401
unfavorite                    public  200=  200=   200=   200=    200=     200=    200=     401       403        200=  200=
patch-member                  private 200   403    403    401     401      401     401      401       403        401   401
patch-member                  public  200   403    403    403     403      403     403      401       403        403   403
delete-member                 private 200   403    403    401     401      401     401      401       403        401   401
delete-member                 public  200   403    403    403     403      403     403      401       403        403   403
add-text                      private 200   403    200    401     401      401     401      401       403        401   401
add-text                      public  200   403    200    403     403      403     403      401       403        403   403
batch-add                     private 200   403    200    401     401      401     401      401       403        401   401
batch-add                     public  200   403    200    403     403      403     403      401       403        403   403
patch-memory                  private 200   403    403    404     404      404     404      401       403        404   404
patch-memory                  public  200   403    403    403     403      403     403      401       403        403   403
delete-memory                 private 200   403    403    404     404      404     404      401       403        404   404
delete-memory                 public  200   403    403    403     403      403     403      401       403        403   403
capture-memory                private 200   403    403    404     404      404     404      401       403        404   404
capture-memory                public  200   403    403    403     403      403     403      401       403        403   403
capture-note                  private 400   403    403    404     404      404     404      401       403        404   404
capture-note                  public  400   403    403    403     403      403     403      401       403        403   403
patch-memory-archived         private 200   404    404    404     404      404     404      401       403        404   404
patch-memory-archived         public  200   404    404    404     404      404     404      401       403        404   404
patch-memory-trashed          private 404   404    404    404     404      404     404      401       403        404   404
patch-memory-trashed          public  404   404    404    404     404      404     404      401       403        404   404
delete-memory-archived        private 200   404    404    404     404      404     404      401       403        404   404
delete-memory-archived        public  200   404    404    404     404      404     404      401       403        404   404
batch-delete                  private 200   200=   200=   200=    200=     200=    200=     401       403        200=  200=
batch-delete                  public  200   200=   200=   200=    200=     200=    200=     401       403        200=  200=
patch-memo                    private 200   403    403    404     404      404     404      401       403        404   404
patch-memo                    public  200   403    403    403     403      403     403      401       403        403   403
delete-memo                   private 200   403    403    404     404      404     404      401       403        404   404
delete-memo                   public  200   403    403    403     403      403     403      401       403        403   403
delete-resource               private 200   403    403    404     404      404     404      401       403        404   404
delete-resource               public  200   403    403    403     403      403     403      401       403        403   403
attach                        private 200   403    403    400     400      400     400      401       403        400   400
attach                        public  200   403    403    403     403      403     403      401       403        403   403
`;

/** `=`: nothing changes though it is answered so; `-`: not asked. */
export interface SpaceLine {
  request: string;
  isPublic: boolean;
  expected: Record<SpacePrincipal, string>;
}

export const SPACES_MATRIX: SpaceLine[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [request = '', space, ...statuses] = line.trim().split(/\s+/);
    const expected = Object.fromEntries(SPACE_PRINCIPALS.map((name, index) => [name, statuses[index] ?? '']));
    return { request, isPublic: space === 'public', expected: expected as SpaceLine['expected'] };
  });

interface Asked {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
  /** A read in the form of a write. */
  isRead?: boolean;
}

type Build = (world: SpacesWorld, scene: SpaceScene, who: SpacePrincipal) => Asked | Promise<Asked>;

const get =
  (path: (scene: SpaceScene) => string): Build =>
  (_world, scene) => ({ method: 'GET', path: path(scene) });

const content = (documentId: string, { uid }: SpaceScene) => ({ spaceId: uid, documentId });

/** A good request of each kind; `own` is a new note of whoever asks. */
export const SPACE_REQUESTS: Record<string, Build> = {
  'get-space': get(({ uid }) => `/api/spaces/${uid}---some-words`),
  'list-memories': get(({ uid }) => `/api/memories?spaceId=${uid}`),
  'list-memories-old-path': get(({ uid }) => `/v1/memories?spaceId=${uid}`),
  'search-space': (_world, { uid }) => ({
    method: 'POST',
    path: '/api/search',
    body: { query: 'space', spaces: [uid] },
    isRead: true,
  }),
  'get-memory': get(({ note }) => `/api/memories/${note.uid}`),
  'get-memory-by-number': get(({ note }) => `/api/memories/${note.id}`),
  'get-memory-archived': get(({ archived }) => `/api/memories/${archived.uid}`),
  'get-memory-trashed': get(({ trashed }) => `/api/memories/${trashed.uid}`),
  'get-memo': get(({ note }) => `/api/v1/memos/${note.id}`),
  'get-memo-archived': get(({ archived }) => `/api/v1/memos/${archived.id}`),
  'get-memo-trashed': get(({ trashed }) => `/api/v1/memos/${trashed.id}`),
  'get-memo-links': get(({ note }) => `/api/v1/memos/${note.id}/links`),
  'get-memo-versions': get(({ note }) => `/api/v1/memos/${note.id}/versions`),
  'get-resource': get(({ picture }) => `/api/v1/resources/${picture}`),
  'get-thumbnail': get(({ picture }) => `/api/v1/resources/${picture}?thumbnail=true`),
  'get-file-of-folder': get(({ note }) => `/api/notes/${note.filename}`),
  'get-members': get(({ uid }) => `/api/spaces/${uid}/members`),
  'get-invitation': get(({ uid }) => `/api/spaces/${uid}/invitation`),
  'get-invitations': get(() => '/api/invitations'),
  'get-spaces': get(() => '/api/spaces'),
  'get-events': get(() => '/api/v1/events'),

  'create-space': (world) => ({
    method: 'POST',
    path: '/api/spaces/create',
    body: { spaceName: world.fresh('New ') },
  }),
  'patch-space': (world, { uid }) => ({
    method: 'PATCH',
    path: `/api/spaces/${uid}`,
    body: { spaceName: world.fresh('Renamed ') },
  }),
  'delete-space': (_world, { uid }) => ({ method: 'DELETE', path: `/api/spaces/${uid}` }),
  'add-own': async (world, scene, who) => {
    const own = await world.note(who === 'anonymous' ? 'owner' : who, world.fresh('own '));
    return { method: 'POST', path: '/api/spaces/addContent', body: content(own.uid, scene) };
  },
  'add-of-others': async (world, scene) => {
    const { uid } = await world.note('zoe', world.fresh('hers '));
    return { method: 'POST', path: '/api/spaces/addContent', body: content(uid, scene) };
  },
  'add-held': (_world, scene) => ({
    method: 'POST',
    path: '/api/spaces/addContent',
    body: content(scene.note.uid, scene),
  }),
  'add-trashed': (_world, scene) => ({
    method: 'POST',
    path: '/api/spaces/addContent',
    body: content(scene.trashed.uid, scene),
  }),
  'remove-archived': (_world, scene) => ({
    method: 'POST',
    path: '/api/spaces/removeContent',
    body: content(scene.archived.uid, scene),
  }),
  'remove-trashed': (_world, scene) => ({
    method: 'POST',
    path: '/api/spaces/removeContent',
    body: content(scene.trashed.uid, scene),
  }),
  'remove-content': (_world, scene) => ({
    method: 'POST',
    path: '/api/spaces/removeContent',
    body: content(scene.note.uid, scene),
  }),
  'remove-of-others': async (world, scene) => {
    const { uid } = await world.note('zoe', world.fresh('hers '));
    return { method: 'POST', path: '/api/spaces/removeContent', body: content(uid, scene) };
  },
  invite: (world, { uid }) => ({
    method: 'POST',
    path: `/api/spaces/${uid}/invite`,
    body: { email: `${world.fresh('new')}@example.com`, accessType: 'read' },
  }),
  accept: (_world, { uid }) => ({
    method: 'POST',
    path: '/api/spaces/invites/accept',
    body: { spaceId: uid },
  }),
  reject: (_world, { uid }) => ({
    method: 'POST',
    path: '/api/spaces/invites/reject',
    body: { spaceId: uid },
  }),
  favorite: (_world, { uid }) => ({ method: 'POST', path: `/api/spaces/${uid}/favorite` }),
  unfavorite: (_world, { uid }) => ({ method: 'DELETE', path: `/api/spaces/${uid}/favorite` }),
  'patch-member': (world, { uid }) => ({
    method: 'PATCH',
    path: `/api/spaces/${uid}/members/${encodeURIComponent(world.email('reader'))}`,
    body: { accessType: 'edit' },
  }),
  'delete-member': (world, { uid }) => ({
    method: 'DELETE',
    path: `/api/spaces/${uid}/members/${encodeURIComponent(world.email('reader'))}`,
  }),
  'add-text': (world, { uid }) => ({
    method: 'POST',
    path: '/api/add',
    body: { content: world.fresh('text '), spaces: [uid] },
  }),
  'batch-add': (world, { uid }) => ({
    method: 'POST',
    path: '/api/batch-add',
    body: { contents: [world.fresh('text '), world.fresh('text ')], spaces: [uid] },
  }),
  'patch-memory': (_world, { note }) => ({
    method: 'PATCH',
    path: `/api/memories/${note.uid}`,
    body: { content: 'Overwritten' },
  }),
  'delete-memory': (_world, { note }) => ({ method: 'DELETE', path: `/api/memories/${note.uid}` }),
  'capture-memory': (_world, { page }) => ({ method: 'POST', path: `/api/memories/${page.uid}/capture` }),
  'capture-note': (_world, { note }) => ({ method: 'POST', path: `/api/memories/${note.uid}/capture` }),
  'patch-memory-archived': (_world, { archived }) => ({
    method: 'PATCH',
    path: `/api/memories/${archived.uid}`,
    body: { content: 'Overwritten' },
  }),
  'patch-memory-trashed': (_world, { trashed }) => ({
    method: 'PATCH',
    path: `/api/memories/${trashed.uid}`,
    body: { content: 'Overwritten' },
  }),
  'delete-memory-archived': (_world, { archived }) => ({
    method: 'DELETE',
    path: `/api/memories/${archived.uid}`,
  }),
  'batch-delete': (_world, { note }) => ({
    method: 'POST',
    path: '/api/memories/batch-delete',
    body: { ids: [note.uid] },
  }),
  'patch-memo': (_world, { note }) => ({
    method: 'PATCH',
    path: `/api/v1/memos/${note.id}`,
    body: { content: 'Overwritten' },
  }),
  'delete-memo': (_world, { note }) => ({ method: 'DELETE', path: `/api/v1/memos/${note.id}` }),
  'delete-resource': (_world, { picture }) => ({ method: 'DELETE', path: `/api/v1/resources/${picture}` }),
  attach: (world, { note }) => ({
    method: 'POST',
    path: '/api/v1/resources',
    body: {
      filename: 'a.txt',
      type: 'text/plain',
      content: Buffer.from(world.fresh('bytes ')).toString('base64'),
      memo: `memos/${note.id}`,
    },
  }),
};
