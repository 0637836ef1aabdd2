import { Type } from 'typebox';
import { named, paging } from './common-schema.ts';

/** Shapes of resources: the files that memos show. */

export const Resource = Type.Object(
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

export const ResourceParams = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 32, description: 'The number or the uid of the resource' }),
});

export const ThumbnailQuery = Type.Object({ thumbnail: Type.Boolean({ default: false }) });

export const ListResourcesQuery = Type.Object(paging);

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
