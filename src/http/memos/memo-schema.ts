import { Type } from 'typebox';
import { MAX_ATTACHMENTS } from '../../domain/attachment/index.ts';
import { STATUSES, VISIBILITIES } from '../../domain/note.ts';
import { named, paging, RowStatus, Time, Visibility } from './common-schema.ts';

/** Shapes of memos, of lists of them, and of the graph between them. */

const Content = Type.String({ description: 'Markdown' });

const Relation = Type.Object({ memo: Type.String(), relatedMemo: Type.String(), type: Type.String() });

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
  trashTime: Type.Optional(Type.String({ description: 'Of a memo in the trash: since when it is there' })),
};

export const Memo = Type.Object(memoProperties, { $id: 'Memo' });

export const SearchResult = Type.Object({ ...memoProperties, score: Type.Number() }, { $id: 'SearchResult' });

export const MemoAnswer = named('Memo');

export const MemoPage = Type.Object({ data: Type.Array(named('Memo')), nextPageToken: Type.String() });

export const SearchPage = Type.Object({
  data: Type.Array(named('SearchResult')),
  nextPageToken: Type.String(),
});

export const GraphAnswer = Type.Object({
  nodes: Type.Array(
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      label: Type.Boolean(),
      degree: Type.Integer({ description: 'How many notes it links to or is linked from' }),
      created: Type.Integer({ description: 'In seconds since the beginning of 1970' }),
      tags: Type.Array(Type.Integer(), { description: 'Their places in `tags` of the graph' }),
    }),
  ),
  links: Type.Array(Type.Array(Type.Integer()), { description: 'Pairs of ids: from, to' }),
  tags: Type.Array(Type.String(), { description: 'In lower case, as tags are compared' }),
});

const anyCase = (words: readonly string[]): string =>
  `^(${words.map((word) => word.replace(/[A-Z]/g, (letter) => `[${letter}${letter.toLowerCase()}]`)).join('|')})$`;

export const MemoParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 32, description: 'The number or the uid of the memo' }),
});

export const ListMemosQuery = Type.Object({
  ...paging,
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
