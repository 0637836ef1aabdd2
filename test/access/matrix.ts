import { PRINCIPALS, TARGETS, type PrincipalName, type Target } from './world.ts';

/**
 * Who gets what: a line for each route (and each rule of a route that has several), a column for each principal.
 * Lines about notes say which of ada's notes they are about, lines about files by which note they are shown. A new route needs a line here and a request in
 * `requests.ts`; a new kind of principal a column here and its credentials in `world.ts`.
 */
const TABLE = `
                                           note      anonymous ada-read ada-write ada-session other admin admin-write host expired revoked disabled
GET /                                      -         302       302      302       302         302   302   302         302  302     302     302
GET /healthz                               -         200       200      200       200         200   200   200         200  200     200     200
GET /readyz                                -         200       200      200       200         200   200   200         200  200     200     200
GET /metrics                               -         200       200      200       200         200   200   200         200  200     200     200
GET /api/openapi.json                      -         200       200      200       200         200   200   200         200  200     200     200
GET /api/v1/openapi.json                   -         200       200      200       200         200   200   200         200  401     401     401
GET /api/docs                              -         200       200      200       200         200   200   200         200  200     200     200
GET /api/docs/static/index.html            -         302       302      302       302         302   302   302         302  302     302     302
GET /api/docs/static/swagger-initializer.js -        200       200      200       200         200   200   200         200  200     200     200
GET /api/docs/json                         -         200       200      200       200         200   200   200         200  200     200     200
GET /api/docs/yaml                         -         200       200      200       200         200   200   200         200  200     200     200
GET /api/docs/static/{*}                   -         200       200      200       200         200   200   200         200  200     200     200

GET /api/v1/memos                          -         200       200      200       200         200   200   200         200  401     401     401
POST /api/v1/memos                         -         401       403      200       200         200   200   200         200  401     401     401
GET /api/v1/memos/{id}                     private   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}                     protected 404       200      200       200         200   200   200         200  401     401     401
GET /api/v1/memos/{id}                     public    200       200      200       200         200   200   200         200  401     401     401
GET /api/v1/memos/{id}                     archived  404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}                     trashed   404       200      200       200         404   404   404         404  401     401     401
PATCH /api/v1/memos/{id}                   private   401       403      200       200         404   404   404         404  401     401     401
PATCH /api/v1/memos/{id}                   protected 401       403      200       200         403   403   403         403  401     401     401
PATCH /api/v1/memos/{id}                   public    401       403      200       200         403   403   403         403  401     401     401
PATCH /api/v1/memos/{id}                   archived  401       403      200       200         404   404   404         404  401     401     401
PATCH /api/v1/memos/{id}                   trashed   401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/memos/{id}                  private   401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/memos/{id}                  protected 401       403      200       200         403   403   403         403  401     401     401
DELETE /api/v1/memos/{id}                  public    401       403      200       200         403   403   403         403  401     401     401
DELETE /api/v1/memos/{id}                  archived  401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/memos/{id}                  trashed   401       403      200       200         404   404   404         404  401     401     401
GET /api/v1/search                         -         200       200      200       200         200   200   200         200  401     401     401
GET /api/v1/memos/{id}/versions            private   401       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}/versions            protected 401       200      200       200         403   403   403         403  401     401     401
GET /api/v1/memos/{id}/versions            public    401       200      200       200         403   403   403         403  401     401     401
GET /api/v1/memos/{id}/versions            archived  401       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}/versions            trashed   401       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}/versions/{id}       private   401       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}/versions/{id}       public    401       200      200       200         403   403   403         403  401     401     401
GET /api/v1/memos/{id}/links               private   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}/links               protected 404       200      200       200         200   200   200         200  401     401     401
GET /api/v1/memos/{id}/links               public    200       200      200       200         200   200   200         200  401     401     401
GET /api/v1/memos/{id}/links               archived  404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/memos/{id}/links               trashed   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/activity                       -         401       200      200       200         200   200   200         200  401     401     401
GET /api/v1/graph                          -         401       200      200       200         200   200   200         200  401     401     401

GET /api/v1/resources                      -         401       200      200       200         200   200   200         200  401     401     401
POST /api/v1/resources                     -         401       403      200       200         200   200   200         200  401     401     401
POST /api/v1/resources json                -         401       403      200       200         200   200   200         200  401     401     401
POST /api/v1/resources memo                private   401       403      200       200         400   400   400         400  401     401     401
POST /api/v1/resources memo                protected 401       403      200       200         403   403   403         403  401     401     401
POST /api/v1/resources memo                public    401       403      200       200         403   403   403         403  401     401     401
POST /api/v1/resources memo                archived  401       403      200       200         400   400   400         400  401     401     401
POST /api/v1/resources memo                trashed   401       403      200       200         400   400   400         400  401     401     401
GET /api/v1/resources/{id}                 private   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id}                 protected 404       200      200       200         200   200   200         200  401     401     401
GET /api/v1/resources/{id}                 public    200       200      200       200         200   200   200         200  401     401     401
GET /api/v1/resources/{id}                 archived  404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id}                 trashed   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} unlinked        -         404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} uid             private   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} uid             protected 404       200      200       200         200   200   200         200  401     401     401
GET /api/v1/resources/{id} uid             public    200       200      200       200         200   200   200         200  401     401     401
GET /api/v1/resources/{id} uid             archived  404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} uid             trashed   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} unlinked uid    -         404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} thumbnail       private   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} thumbnail       protected 404       200      200       200         200   200   200         200  401     401     401
GET /api/v1/resources/{id} thumbnail       public    200       200      200       200         200   200   200         200  401     401     401
GET /api/v1/resources/{id} thumbnail       archived  404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} thumbnail       trashed   404       200      200       200         404   404   404         404  401     401     401
GET /api/v1/resources/{id} unlinked thumbnail -         404       200      200       200         404   404   404         404  401     401     401
DELETE /api/v1/resources/{id}              private   401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/resources/{id}              protected 401       403      200       200         403   403   403         403  401     401     401
DELETE /api/v1/resources/{id}              public    401       403      200       200         403   403   403         403  401     401     401
DELETE /api/v1/resources/{id}              archived  401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/resources/{id}              trashed   401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/resources/{id} unlinked     -         401       403      200       200         404   404   404         404  401     401     401

GET /api/v1/webhooks                       -         401       200      200       200         200   200   200         200  401     401     401
POST /api/v1/webhooks                      -         401       403      200       200         200   200   200         200  401     401     401
GET /api/v1/webhooks/{id}                  -         401       200      200       200         404   404   404         404  401     401     401
PATCH /api/v1/webhooks/{id}                -         401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/webhooks/{id}               -         401       403      200       200         404   404   404         404  401     401     401
POST /api/v1/webhooks/{id}/test            -         401       403      200       200         404   404   404         404  401     401     401
GET /api/v1/webhooks/{id}/deliveries       -         401       200      200       200         404   404   404         404  401     401     401
POST /api/v1/webhooks/{id}/deliveries/{id}/retry -         401       403      200       200         404   404   404         404  401     401     401
GET /api/v1/vault                          -         401       200      200       200         200   200   200         200  401     401     401
GET /api/v1/jobs                           -         401       403      403       403         403   200   403         200  401     401     401
GET /api/v1/events                         -         401       200      200       200         200   200   200         200  401     401     401
HEAD /api/v1/events                        -         405       405      405       405         405   405   405         405  401     401     401

GET /api/v1/tags                           -         401       200      200       200         200   200   200         200  401     401     401
GET /api/v1/tags/stats                     -         401       200      200       200         200   200   200         200  401     401     401
PATCH /api/v1/tags/{*}                     -         401       403      200       200         404   404   404         404  401     401     401
DELETE /api/v1/tags/{*}                    -         401       403      200       200         404   404   404         404  401     401     401

GET /api/v1/auth/status                    -         401       200      200       200         200   200   200         200  401     401     401
POST /api/v1/auth/signin                   -         200       200      200       200         200   200   200         200  401     401     401
POST /api/v1/auth/signup                   -         403       403      403       403         403   403   403         403  401     401     401
POST /api/v1/auth/signout                  -         200       200      200       200         200   200   200         200  401     401     401

GET /api/v1/auth/sessions                  -         401       200      200       200         200   200   200         200  401     401     401
DELETE /api/v1/auth/sessions/{id}          -         401       403      200       200         404   404   404         404  401     401     401
GET /api/v1/auth/preferences               -         401       200      200       200         200   200   200         200  401     401     401
PATCH /api/v1/auth/preferences             -         401       403      200       200         200   200   200         200  401     401     401

GET /api/v1/access-tokens                  -         401       200      200       200         200   200   200         200  401     401     401
POST /api/v1/access-tokens                 -         401       403      200       200         200   200   200         200  401     401     401
POST /api/v1/access-tokens admin           -         401       403      403       200         403   200   403         200  401     401     401
GET /api/v1/access-tokens/{id}             -         401       200      200       200         404   404   404         404  401     401     401
DELETE /api/v1/access-tokens/{id}          -         401       403      200       200         404   404   404         404  401     401     401

GET /api/v1/users                          -         401       403      403       403         403   200   403         200  401     401     401
POST /api/v1/users                         -         401       403      403       403         403   200   403         200  401     401     401
POST /api/v1/users admin                   -         401       403      403       403         403   403   403         200  401     401     401
GET /api/v1/users/{username}               -         401       200      200       200         200   200   200         200  401     401     401
PATCH /api/v1/users/{username}             -         401       403      200       200         403   403   403         200  401     401     401
PATCH /api/v1/users/{username} role        -         401       403      403       403         403   403   403         200  401     401     401
PATCH /api/v1/users/{username} status      -         401       403      403       403         403   403   403         200  401     401     401
DELETE /api/v1/users/{username}            -         401       403      403       403         403   200   403         200  401     401     401
DELETE /api/v1/users/{username} admin      -         401       403      403       403         403   403   403         200  401     401     401

GET /api/v1/system/info                    -         200       200      200       200         200   200   200         200  401     401     401
PATCH /api/v1/system/info                  -         401       403      403       403         403   403   403         200  401     401     401

GET /api/notes/openapi.json                -         200       200      200       200         200   200   200         200  200     200     200
GET /api/notes                             -         401       200      200       200         200   200   200         200  401     401     401
POST /api/notes                            -         401       403      200       200         200   200   200         200  401     401     401
POST /api/notes/{filename}                 -         401       403      400       400         400   400   400         400  401     401     401
GET /api/notes/{filename}                  private   401       200      200       200         404   404   404         404  401     401     401
GET /api/notes/{filename}                  protected 401       200      200       200         404   404   404         404  401     401     401
GET /api/notes/{filename}                  public    401       200      200       200         404   404   404         404  401     401     401
GET /api/notes/{filename}                  archived  401       200      200       200         404   404   404         404  401     401     401
GET /api/notes/{filename}                  trashed   401       404      404       404         404   404   404         404  401     401     401
PATCH /api/notes/{filename}                private   401       403      200       200         404   404   404         404  401     401     401
PATCH /api/notes/{filename}                protected 401       403      200       200         404   404   404         404  401     401     401
PATCH /api/notes/{filename}                public    401       403      200       200         404   404   404         404  401     401     401
PATCH /api/notes/{filename}                archived  401       403      200       200         404   404   404         404  401     401     401
PATCH /api/notes/{filename}                trashed   401       403      404       404         404   404   404         404  401     401     401
DELETE /api/notes/{filename}               private   401       403      200       200         404   404   404         404  401     401     401
DELETE /api/notes/{filename}               protected 401       403      200       200         404   404   404         404  401     401     401
DELETE /api/notes/{filename}               public    401       403      200       200         404   404   404         404  401     401     401
DELETE /api/notes/{filename}               archived  401       403      200       200         404   404   404         404  401     401     401
DELETE /api/notes/{filename}               trashed   401       403      404       404         404   404   404         404  401     401     401
GET /api/runtime                           -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/new                           -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/list                          -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/links                         -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/lines                         -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/stats                         -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/version                       -         401       200      200       200         200   200   200         200  401     401     401
GET /api/raw/{command}                     -         401       400      400       400         400   400   400         400  401     401     401
`;

/** Good answers to writes that leave the database as it was. */
export const CHANGES_NOTHING = new Set(['POST /api/v1/auth/signout']);

export interface Line {
  /** The key in `requests.ts`. */
  request: string;
  method: string;
  /** As OpenAPI writes it. */
  path: string;
  /** `null` where the route is about no note. */
  target: Target | null;
  expected: Record<PrincipalName, number>;
}

const [header = '', ...lines] = TABLE.split('\n').filter((line) => line.trim() !== '');
const columns = header.trim().split(/\s+/).slice(1);

export const MATRIX: readonly Line[] = lines.map((line) => {
  const words = line.trim().split(/\s+/);
  const cells = words.splice(-PRINCIPALS.length);
  const target = words.pop() ?? '';
  const [method = '', path = ''] = words;
  return {
    request: words.join(' '),
    method,
    path,
    target: target in TARGETS ? (target as Target) : null,
    expected: Object.fromEntries(
      columns.map((name, index) => [name, Number(cells[index])]),
    ) as Line['expected'],
  };
});
