import { Type } from 'typebox';
import { ROLES, USERNAME_PATTERN } from '../../domain/user.ts';
import { named, Visibility } from './common-schema.ts';

/** Shapes of accounts, and of signing up and in. */

const Role = Type.Enum([...ROLES]);

const Username = Type.String({
  pattern: USERNAME_PATTERN,
  description: '1 to 32 letters, digits, hyphens or underscores, and start with a letter (a-z)',
});

export const User = Type.Object(
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

export const UserAnswer = named('User');

export const SignedInUser = Type.Object({ user: named('User') });

export const UserList = Type.Object({ data: Type.Array(named('User')) });

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
