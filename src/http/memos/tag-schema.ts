import { Type } from 'typebox';

/** Shapes of tags and of their statistics. */

const TagCount = Type.Object({ name: Type.String(), count: Type.Integer() });

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

/** A tag may hold slashes, encoded or not. */
export const TagParams = Type.Object({ '*': Type.String({ title: 'tag', minLength: 1, maxLength: 100 }) });

export const RenameTagBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) });
