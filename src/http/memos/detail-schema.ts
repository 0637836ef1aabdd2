import { Type } from 'typebox';
import { Nullable, Time } from './common-schema.ts';
import { MemoParams } from './memo-schema.ts';

/** Shapes of what the reference does not have, and our own web app needs. */

const versionProperties = {
  id: Type.Integer(),
  writeTime: Type.String(),
  replaceTime: Type.String(),
  size: Type.Integer({ description: 'Characters' }),
};
export const VersionList = Type.Object({ data: Type.Array(Type.Object(versionProperties)) });
export const VersionAnswer = Type.Object({ ...versionProperties, content: Type.String() });
export const VersionParams = Type.Object({
  ...MemoParams.properties,
  version: Type.Integer({ minimum: 1, maximum: 1e15 }),
});

export const LinksAnswer = Type.Object({
  incoming: Type.Array(
    Type.Object({
      memo: Type.String(),
      uid: Type.String(),
      filename: Type.String(),
      title: Type.String(),
      line: Type.Integer({ description: 'Beginning with 1' }),
      text: Type.String({ description: 'The line' }),
    }),
  ),
  outgoing: Type.Array(
    Type.Object({
      memo: Nullable(Type.String()),
      uid: Nullable(Type.String()),
      filename: Type.String(),
      title: Nullable(Type.String()),
      line: Type.Integer(),
      label: Type.String({ description: 'What the link says' }),
    }),
  ),
});

export const ActivityQuery = Type.Object({
  from: Time,
  to: Time,
  timeZone: Type.String({ maxLength: 64, default: 'UTC', description: 'an IANA name such as Europe/Berlin' }),
});
export const ActivityAnswer = Type.Object({
  data: Type.Array(Type.Object({ date: Type.String(), count: Type.Integer() })),
});

export const SessionList = Type.Object({
  data: Type.Array(
    Type.Object({
      id: Type.Integer(),
      userAgent: Type.String(),
      createTime: Type.String(),
      lastUsedTime: Type.String(),
      expireTime: Type.String(),
      current: Type.Boolean({ description: 'Whether this request came with it' }),
    }),
  ),
});
export const SessionParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 1e15 }) });

/** Values are the caller's own business. */
export const Preferences = Type.Record(Type.String(), Type.Unknown());
