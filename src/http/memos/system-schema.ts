import { Type } from 'typebox';
import { named, Nullable } from './common-schema.ts';

/** Shapes of what is known of the server itself. */

const customizedProfile = {
  title: Type.String(),
  description: Type.String(),
  logoUrl: Type.String(),
  locale: Type.String(),
};

export const SystemInfo = Type.Object(
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

export const SystemInfoAnswer = named('SystemInfo');

export const VaultAnswer = Type.Object({
  state: Type.Union([Type.Literal('none'), Type.Literal('watching'), Type.Literal('unavailable')]),
  path: Nullable(Type.String({ description: 'For administrators' })),
  reason: Nullable(Type.String({ description: 'Why it is not available' })),
});

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
