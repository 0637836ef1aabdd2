import type { SignedIn } from '../domain/access.ts';
import { DomainError } from '../domain/errors.ts';
import type { User } from '../domain/user.ts';
import type { Services } from '../services/index.ts';
import { Failure } from './failure.ts';

/** Whoever may open the store may see its accounts. */
const OPERATOR: SignedIn = {
  kind: 'user',
  userId: 0,
  role: 'HOST',
  scope: 'admin',
  via: 'local',
  credentialId: null,
};

/** @throws Failure where nobody has this name */
export async function findUser({ users }: Services, username: string): Promise<User> {
  try {
    return await users.get(OPERATOR, { username });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
    throw new Failure(`There is no user ${JSON.stringify(username)}; see "commonplace user list"`, {
      cause: error,
    });
  }
}
