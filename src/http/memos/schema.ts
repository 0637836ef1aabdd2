import { Type, type TSchema } from 'typebox';
import { SCOPES } from '../../domain/access.ts';
import { MAX_ATTACHMENTS } from '../../domain/attachment/index.ts';
import { VISIBILITIES, STATUSES } from '../../domain/note.ts';
import { ROLES, USERNAME_PATTERN } from '../../domain/user.ts';

/** The shapes of the memos API: validation, types and the OpenAPI document come from here. */

const Visibility = Type.Enum([...VISIBILITIES]);
const RowStatus = Type.Enum([...STATUSES]);
const Role = Type.Enum([...ROLES]);
const Time = Type.String({
  maxLength: 64,
  description: 'an RFC 3339 time such as 2025-08-19T10:00:00Z',
});
const Content = Type.String({ description: 'Markdown' });
const Username = Type.String({
  pattern: USERNAME_PATTERN,
  description: '1 to 32 letters, digits, hyphens or underscores, and start with a letter (a-z)',
});

const Relation = Type.Object({ memo: Type.String(), relatedMemo: Type.String(), type: Type.String() });

const Resource = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    uid: Type.String(),
    createTime: Type.String(),
    filename: Type.String(),
    type: Type.String({
      description: 'The media type; files that are not harmless are sent as bytes to be saved',
    }),
    size: Type.Integer({ description: 'Bytes' }),
    linkedMemos: Type.Array(Type.String(), { description: 'Names of the memos that show it' }),
  },
  { $id: 'Resource' },
);

const memoProperties = {
  id: Type.Integer(),
  name: Type.String(),
  uid: Type.String(),
  rowStatus: RowStatus,
  creator: Type.String(),
  createTime: Type.String(),
  updateTime: Type.String(),
  displayTime: Type.String(),
  content: Type.String(),
  visibility: Visibility,
  pinned: Type.Boolean(),
  resources: Type.Array(Type.Unsafe({ $ref: 'Resource#' })),
  relations: Type.Array(Relation),
  tags: Type.Array(Type.String()),
  title: Type.String(),
  snippet: Type.String(),
  filename: Type.String(),
};
const Memo = Type.Object(memoProperties, { $id: 'Memo' });
const SearchResult = Type.Object({ ...memoProperties, score: Type.Number() }, { $id: 'SearchResult' });

const User = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    username: Type.String(),
    role: Role,
    email: Type.String({ description: 'Empty for all but the user and administrators' }),
    nickname: Type.String(),
    avatarUrl: Type.String(),
    createTime: Type.String(),
    updateTime: Type.String(),
    rowStatus: Type.Enum(['NORMAL', 'ARCHIVED']),
    defaultVisibility: Type.Optional(Visibility),
  },
  { $id: 'User' },
);

const Nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const accessTokenProperties = {
  id: Type.Integer(),
  name: Type.String(),
  description: Type.String(),
  scopes: Type.Array(Type.Enum([...SCOPES])),
  createdAt: Type.String(),
  expiresAt: Nullable(Type.String()),
  lastUsedAt: Nullable(Type.String()),
};
const AccessToken = Type.Object(accessTokenProperties, { $id: 'AccessToken' });
const NewAccessToken = Type.Object(
  { ...accessTokenProperties, accessToken: Type.String({ description: 'The secret; shown only now' }) },
  { $id: 'NewAccessToken' },
);

const TagCount = Type.Object({ name: Type.String(), count: Type.Integer() });
const customizedProfile = {
  title: Type.String(),
  description: Type.String(),
  logoUrl: Type.String(),
  locale: Type.String(),
};
const SystemInfo = Type.Object(
  {
    version: Type.String({ description: 'The version of the memos API that is spoken' }),
    mode: Type.String(),
    hasOwner: Type.Boolean({ description: "Whether the first account, which is the owner's, has been made" }),
    allowSignUp: Type.Boolean(),
    disablePasswordLogin: Type.Boolean(),
    additionalScript: Type.String({ description: 'Always empty: no script of others is ever run' }),
    customizedProfile: Type.Object(customizedProfile),
    commonplaceVersion: Type.String(),
  },
  { $id: 'SystemInfo' },
);

const ErrorBody = Type.Object(
  {
    error: Type.Object({
      code: Type.String(),
      message: Type.String(),
      details: Type.Array(Type.Object({ field: Type.String(), issue: Type.String() })),
    }),
  },
  { $id: 'Error' },
);

/** Registered once, and referred to by name in the routes and in the document. */
export const NAMED_SCHEMAS = [
  Resource,
  Memo,
  SearchResult,
  User,
  AccessToken,
  NewAccessToken,
  SystemInfo,
  ErrorBody,
];

const named = (id: string): TSchema => Type.Unsafe({ $ref: `${id}#` });

/** The answers of a route: what it answers when all goes well, and the error shape for the rest. */
export function answers(success: TSchema) {
  return { 200: success, '4xx': named('Error'), '5xx': named('Error') };
}

export const MemoAnswer = named('Memo');
export const MemoPage = Type.Object({ data: Type.Array(named('Memo')), nextPageToken: Type.String() });
export const SearchPage = Type.Object({
  data: Type.Array(named('SearchResult')),
  nextPageToken: Type.String(),
});
export const UserAnswer = named('User');
export const SignedInUser = Type.Object({ user: named('User') });
export const UserList = Type.Object({ data: Type.Array(named('User')) });
export const AccessTokenAnswer = named('AccessToken');
export const NewAccessTokenAnswer = named('NewAccessToken');
export const AccessTokenList = Type.Object({ data: Type.Array(named('AccessToken')) });
export const TagList = Type.Object({ data: Type.Array(TagCount) });
export const RenamedTag = Type.Object({ name: Type.String(), count: Type.Integer() });
export const TagStatistics = Type.Object({
  data: Type.Array(
    Type.Object({
      name: Type.String(),
      count: Type.Integer(),
      firstUsedTime: Type.String(),
      lastUsedTime: Type.String(),
      relatedTags: Type.Array(TagCount),
    }),
  ),
  totals: Type.Object({ tags: Type.Integer(), uses: Type.Integer(), memos: Type.Integer() }),
});
export const SystemInfoAnswer = named('SystemInfo');
export const GraphAnswer = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      label: Type.Boolean(),
      degree: Type.Integer({ description: 'How many notes it links to or is linked from' }),
    }),
  ),
  links: Type.Array(Type.Array(Type.Integer()), { description: 'Pairs of ids: from, to' }),
});
export const ResourceAnswer = named('Resource');
export const ResourcePage = Type.Object({
  data: Type.Array(named('Resource')),
  nextPageToken: Type.String(),
});
export const FileAnswer = {
  description: 'The bytes',
  content: {
    'application/octet-stream': { schema: Type.String({ contentMediaType: 'application/octet-stream' }) },
  },
};
export const Empty = Type.Object({});

const anyCase = (words: readonly string[]): string =>
  `^(${words.map((word) => word.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`)).join('|')})$`;

export const MemoParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 32, description: 'The number or the uid of the memo' }),
});

export const ListMemosQuery = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  pageToken: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  visibility: Type.Optional(
    Type.String({ pattern: anyCase(VISIBILITIES), description: 'one of private, protected, public' }),
  ),
  rowStatus: Type.Optional(
    Type.String({ pattern: anyCase(STATUSES), description: 'one of NORMAL, ARCHIVED, TRASHED' }),
  ),
  creator: Type.Optional(
    Type.String({ pattern: '^users/[1-9][0-9]{0,14}$', description: 'written as users/1' }),
  ),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  orderBy: Type.Enum(['created_ts', 'updated_ts', 'pinned'], { default: 'created_ts' }),
  order: Type.Enum(['asc', 'desc'], { default: 'desc' }),
});

const Resources = Type.Array(
  Type.Object({
    name: Type.String({
      pattern: '^resources/([1-9][0-9]{0,14}|[0-9a-f]{8})$',
      description: 'written as resources/456',
    }),
  }),
  { maxItems: MAX_ATTACHMENTS, description: 'Your own; in this order' },
);

export const ResourceParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 32, description: 'The number or the uid of the resource' }),
});
export const ThumbnailQuery = Type.Object({ thumbnail: Type.Boolean({ default: false }) });
export const ListResourcesQuery = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  pageToken: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
});
const LinkedMemo = Type.String({
  maxLength: 64,
  description: 'A memo that is to show it, written as memos/123',
});
export const UploadForm = Type.Object({
  file: Type.Optional(Type.String({ contentMediaType: 'application/octet-stream', description: 'The file' })),
  memo: Type.Optional(LinkedMemo),
});
export const UploadBody = Type.Object({
  filename: Type.String({ minLength: 1, maxLength: 1000 }),
  type: Type.Optional(Type.String({ maxLength: 200 })),
  content: Type.String({ description: 'Base64' }),
  memo: Type.Optional(LinkedMemo),
});

export const CreateMemoBody = Type.Object({
  content: Content,
  visibility: Type.Optional(Visibility),
  pinned: Type.Optional(Type.Boolean()),
  createTime: Type.Optional(Time),
  displayTime: Type.Optional(Time),
  resources: Type.Optional(Resources),
});

export const UpdateMemoBody = Type.Object({
  content: Type.Optional(Content),
  visibility: Type.Optional(Visibility),
  pinned: Type.Optional(Type.Boolean()),
  rowStatus: Type.Optional(RowStatus),
  resources: Type.Optional(Resources),
});

export const DeleteMemoQuery = Type.Object({ force: Type.Boolean({ default: false }) });

export const SearchQuery = Type.Object({
  q: Type.String({ maxLength: 1000, default: '' }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  pageToken: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
});

const Password = Type.String({ minLength: 8, maxLength: 512 });
/** What was once accepted as a password is not judged again. */
const KnownPassword = Type.String({ minLength: 1, maxLength: 512 });
const profile = {
  email: Type.Optional(Type.String({ maxLength: 254 })),
  nickname: Type.Optional(Type.String({ maxLength: 64 })),
};

export const SignUpBody = Type.Object({
  username: Username,
  password: Password,
  ...profile,
  setupCode: Type.Optional(
    Type.String({ maxLength: 32, description: 'From the log, for the first account' }),
  ),
});
export const SignInBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 64 }),
  password: KnownPassword,
});

export const UserParams = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 64, description: 'The name or the number of the user' }),
});
export const CreateUserBody = Type.Object({
  username: Username,
  password: Password,
  ...profile,
  role: Type.Optional(Role),
});
export const UpdateUserBody = Type.Object({
  ...profile,
  avatarUrl: Type.Optional(Type.String({ maxLength: 2048 })),
  defaultVisibility: Type.Optional(Visibility),
  password: Type.Optional(Password),
  currentPassword: Type.Optional(KnownPassword),
  role: Type.Optional(Role),
  rowStatus: Type.Optional(Type.Enum(['NORMAL', 'ARCHIVED'])),
});

export const AccessTokenParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });
export const CreateAccessTokenBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  expiresAt: Type.Optional(Time),
  scopes: Type.Optional(Type.Array(Type.Enum([...SCOPES]), { minItems: 1, maxItems: 3 })),
});

/** A tag may hold slashes, encoded or not. */
export const TagParams = Type.Object({ '*': Type.String({ title: 'tag', minLength: 1, maxLength: 100 }) });
export const RenameTagBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) });

export const UpdateSystemInfoBody = Type.Object({
  allowSignUp: Type.Optional(Type.Boolean()),
  disablePasswordLogin: Type.Optional(Type.Boolean()),
  customizedProfile: Type.Optional(
    Type.Object({
      title: Type.Optional(Type.String({ maxLength: 100 })),
      description: Type.Optional(Type.String({ maxLength: 1000 })),
      logoUrl: Type.Optional(
        Type.String({
          maxLength: 2048,
          pattern: String.raw`^(https?://[^\s"'<>]+)?$`,
          description: 'an http or https address, or empty',
        }),
      ),
      locale: Type.Optional(
        Type.String({
          maxLength: 35,
          pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
          description: 'a language tag such as en or de-AT',
        }),
      ),
    }),
  ),
});
