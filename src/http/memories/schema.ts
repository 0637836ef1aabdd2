import { Type, type TSchema } from 'typebox';
import { VISIBILITIES } from '../../domain/note.ts';
import { MAX_SPACE_NAME, MAX_SPACES_AT_ONCE, SPACE_ACCESS } from '../../domain/space/space.ts';
import { MAX_BATCH } from '../../services/batch-progress.ts';

/** The shapes of the memories API: validation, types and the OpenAPI document come from here. */

const Nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const Kind = Type.Enum(['page', 'note', 'tweet', 'document']);
const Access = Type.Enum([...SPACE_ACCESS]);
const Visibility = Type.Enum([...VISIBILITIES]);

const memoryProperties = {
  id: Type.String({ description: 'The uid of the note' }),
  uuid: Type.String({ description: 'The same as id' }),
  type: Kind,
  url: Type.String({ description: 'Of the page; of a plain note, its own page here' }),
  title: Type.String(),
  description: Type.String({ description: 'Empty where there is none; of a plain note, its first words' }),
  ogImage: Type.String({ description: 'The address of an image; empty where there is none' }),
  createdAt: Type.String(),
  content: Type.String({ description: 'Markdown' }),
  updatedAt: Type.String(),
  status: Type.Enum(['queued', 'done', 'failed']),
  reason: Type.Optional(Type.String({ description: 'Why the page could not be fetched' })),
};
const source = {
  siteName: Nullable(Type.String()),
  author: Nullable(Type.String()),
  publishedAt: Nullable(Type.String()),
};
const ownerId = Type.String({ description: 'Whose it is' });
/** In lists, only what was saved from the web says where it is from. */
const Memory = Type.Object(
  {
    ...memoryProperties,
    ownerId: Type.Optional({ ...ownerId, description: 'Whose it is, where it is listed as part of a space' }),
    ...Type.Partial(Type.Object(source)).properties,
  },
  { $id: 'Memory' },
);
const MemoryDetail = Type.Object(
  {
    ...memoryProperties,
    ownerId,
    ...source,
    edited: Type.Optional(
      Type.Boolean({ description: 'Of a page: whether the note says something else than was fetched last' }),
    ),
    visibility: Visibility,
    spaces: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
      description: 'That hold it, and that the caller may see',
    }),
  },
  { $id: 'MemoryDetail' },
);

const Owner = Type.Object({ id: Type.String(), username: Type.String(), name: Type.String() });
const Space = Type.Object(
  {
    id: Type.String(),
    uuid: Type.String({ description: 'The same as id' }),
    name: Type.String(),
    ownerId: Type.String(),
    isPublic: Type.Boolean(),
    createdAt: Type.String(),
    accessType: Type.Enum(['owner', 'read', 'edit', 'public']),
    favorited: Type.Boolean(),
    permissions: Type.Object({
      canRead: Type.Boolean(),
      canEdit: Type.Boolean({ description: 'May add own memories' }),
      isOwner: Type.Boolean(),
    }),
    owner: Owner,
  },
  { $id: 'Space' },
);

const InvitationStatus = Type.Enum(['pending', 'accepted', 'rejected']);
const Invitation = Type.Object(
  {
    spaceId: Type.String(),
    space: Type.Object({
      id: Type.String(),
      name: Type.String(),
      isPublic: Type.Boolean(),
      owner: Owner,
    }),
    accessType: Access,
    status: InvitationStatus,
    invitedAt: Type.String(),
  },
  { $id: 'Invitation' },
);

const Member = Type.Object(
  {
    email: Type.String(),
    accessType: Access,
    status: InvitationStatus,
    invitedAt: Type.String(),
    answeredAt: Nullable(Type.String()),
    username: Nullable(Type.String({ description: 'Only of those who have accepted' })),
    name: Nullable(Type.String()),
  },
  { $id: 'Member' },
);

const ErrorBody = Type.Object(
  {
    error: Type.String(),
    details: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), issue: Type.String() }), { description: 'Of a 400' }),
    ),
    id: Type.Optional(Type.String({ description: 'Of a 409: the memory that is there' })),
  },
  { $id: 'MemoriesError' },
);

/** Registered once, and referred to by name in the routes and in the document. */
export const MEMORIES_SCHEMAS = [Memory, MemoryDetail, Space, Invitation, Member, ErrorBody];

const named = (id: string): TSchema => Type.Unsafe({ $ref: `${id}#` });

/** The answers of a route: what it answers when all goes well, and the error shape for the rest. */
export function answers(success: TSchema | object) {
  return { 200: success, '4xx': named('MemoriesError'), '5xx': named('MemoriesError') };
}

export const MemoryPage = Type.Object({
  items: Type.Array(named('Memory')),
  total: Type.Integer({ description: 'How many there are in all' }),
});
export const MemoryAnswer = named('MemoryDetail');
export const Success = Type.Object({ success: Type.Boolean() });
export const SuccessWithMessage = Type.Object({ success: Type.Boolean(), message: Type.String() });
export const BatchDeleted = Type.Object({ success: Type.Boolean(), deletedCount: Type.Integer() });
export const Added = Type.Object({ message: Type.String(), id: Type.String(), type: Kind });
export const FoundList = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Type.String(),
      uuid: Type.String(),
      content: Type.String({ description: 'Markdown' }),
      createdAt: Type.String(),
      chunkContent: Type.String({ description: 'The part that fits best, as plain text' }),
      similarity: Type.Number({ description: '0 to 1' }),
    }),
  ),
});
export const SpaceAnswer = named('Space');
export const SpaceList = Type.Object({ spaces: Type.Array(named('Space')) });
export const SpaceCreated = Type.Object({ message: Type.String(), space: named('Space') });
export const InvitationAnswer = named('Invitation');
export const InvitationList = Type.Object({ invitations: Type.Array(named('Invitation')) });
export const MemberAnswer = named('Member');
export const MemberList = Type.Object({ members: Type.Array(named('Member')) });
export const BatchEvents = {
  description:
    'Server-sent events, each `data:` with an object of progress (percent), status (processing or completed), ' +
    'processed, total, succeeded, failed and, where there is one, title or error',
  content: { 'text/event-stream': { schema: Type.String() } },
};

const Id = (what: string) => Type.String({ minLength: 1, maxLength: 200, description: what });
const SpaceId = Id('The id of a space; `---` and anything may follow');
const Content = Type.String({ minLength: 1, description: 'A URL, or a text in Markdown' });
/** What is wrong with one of a batch does not stop the others. */
const Entry = Type.String({ description: 'A URL, or a text in Markdown' });
const Spaces = Type.Array(SpaceId, { maxItems: MAX_SPACES_AT_ONCE, description: 'That are to hold it' });

export const MemoryParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 32, description: 'The number or the uid of the memory' }),
});
export const ListQuery = Type.Object({
  start: Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 }),
  count: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
  spaceId: Type.Optional(SpaceId),
  pageToken: Type.Optional(
    Type.String({ minLength: 1, maxLength: 512, description: 'From the Link header; wins over start' }),
  ),
});
export const UpdateMemoryBody = Type.Object({
  content: Type.Optional(Type.String({ minLength: 1, description: 'Markdown' })),
  visibility: Type.Optional(Visibility),
});
export const BatchDeleteBody = Type.Object({
  ids: Type.Array(Type.String({ minLength: 1, maxLength: 32 }), { minItems: 1, maxItems: MAX_BATCH }),
});

export const AddBody = Type.Object({
  content: Content,
  spaces: Type.Optional(Spaces),
  prefetched: Type.Optional(
    Type.Object(
      {
        title: Type.Optional(Type.String({ maxLength: 1000 })),
        type: Type.Optional(Kind),
        description: Type.Optional(Type.String({ maxLength: 10_000 })),
        ogImage: Type.Optional(
          Type.String({ maxLength: 2048, description: 'An http or https address, or empty' }),
        ),
        contentToSave: Type.Optional(Type.String({ description: 'Markdown' })),
      },
      { description: 'What the caller has fetched already: nothing is fetched here' },
    ),
  ),
});
export const BatchAddBody = Type.Object({
  urls: Type.Optional(Type.Array(Entry, { maxItems: MAX_BATCH, description: '1 to 1000 with `contents`' })),
  contents: Type.Optional(Type.Array(Entry, { maxItems: MAX_BATCH })),
  spaces: Type.Optional(Spaces),
});
export const SearchBody = Type.Object({
  query: Type.String({ minLength: 1, maxLength: 1000 }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'Default: 10' })),
  threshold: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'Nothing less similar than this' }),
  ),
  spaces: Type.Optional(Type.Array(SpaceId, { maxItems: 50, description: 'Default: in all own memories' })),
});

const SpaceName = Type.String({ minLength: 1, maxLength: MAX_SPACE_NAME });
export const SpaceParams = Type.Object({ id: SpaceId });
export const MemberParams = Type.Object({
  id: SpaceId,
  email: Type.String({ minLength: 1, maxLength: 254 }),
});
export const CreateSpaceBody = Type.Object({
  spaceName: SpaceName,
  isPublic: Type.Optional(Type.Boolean()),
});
export const UpdateSpaceBody = Type.Object({
  name: Type.Optional(SpaceName),
  spaceName: Type.Optional(SpaceName),
  isPublic: Type.Optional(Type.Boolean()),
});
export const SpaceContentBody = Type.Object({
  spaceId: SpaceId,
  documentId: Type.String({
    minLength: 1,
    maxLength: 32,
    description: 'The number or the uid of the memory',
  }),
});
export const InviteBody = Type.Object({
  email: Type.String({ minLength: 1, maxLength: 254 }),
  accessType: Access,
});
export const AnswerBody = Type.Object({ spaceId: SpaceId });
export const MemberBody = Type.Object({ accessType: Access });
