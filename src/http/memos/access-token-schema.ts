import { Type } from 'typebox';
import { SCOPES } from '../../domain/access.ts';
import { named, Nullable, Time } from './common-schema.ts';

/** Shapes of access tokens; the secret is in one of them only. */

const accessTokenProperties = {
  id: Type.Integer(),
  name: Type.String(),
  description: Type.String(),
  scopes: Type.Array(Type.Enum([...SCOPES])),
  createdAt: Type.String(),
  expiresAt: Nullable(Type.String()),
  lastUsedAt: Nullable(Type.String()),
};

export const AccessToken = Type.Object(accessTokenProperties, { $id: 'AccessToken' });

export const NewAccessToken = Type.Object(
  { ...accessTokenProperties, accessToken: Type.String({ description: 'The secret; shown only now' }) },
  { $id: 'NewAccessToken' },
);

export const AccessTokenAnswer = named('AccessToken');

export const NewAccessTokenAnswer = named('NewAccessToken');

export const AccessTokenList = Type.Object({ data: Type.Array(named('AccessToken')) });

export const AccessTokenParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });

export const CreateAccessTokenBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  expiresAt: Type.Optional(Time),
  scopes: Type.Optional(Type.Array(Type.Enum([...SCOPES]), { minItems: 1, maxItems: 3 })),
});
