import { type TSchema, Type } from 'typebox';
import { STATUSES, VISIBILITIES } from '../../domain/note.ts';

/** What the shapes of all parts of the memos API are made of. */

export const Visibility = Type.Enum([...VISIBILITIES]);

export const RowStatus = Type.Enum([...STATUSES]);

export const Time = Type.String({
  maxLength: 64,
  description: 'an RFC 3339 time such as 2025-08-19T10:00:00Z',
});

export const Nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);

/** How long lists are asked for: by number of page, or by the token of the page before. */
export const paging = {
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  pageToken: Type.Optional(Type.String({ minLength: 1, maxLength: 512 })),
};

export const ErrorBody = Type.Object(
  {
    error: Type.Object({
      code: Type.String(),
      message: Type.String(),
      details: Type.Array(Type.Object({ field: Type.String(), issue: Type.String() })),
    }),
  },
  { $id: 'Error' },
);

export const named = (id: string): TSchema => Type.Unsafe({ $ref: `${id}#` });

/** The answers of a route: what it answers when all goes well, and the error shape for the rest. */
export function answers(success: TSchema) {
  return { 200: success, '4xx': named('Error'), '5xx': named('Error') };
}

export const Empty = Type.Object({});
