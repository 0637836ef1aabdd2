import type { SignedIn } from '../domain/access.ts';
import { random } from './random.ts';
import type { createUsers } from './users.ts';

/** Nobody signs in by it: the password is not known to anybody. */
const USERNAME = 'owner';

/**
 * The person at this machine, as whom requests without credentials count: the host, whose account is made at the first start.
 * @param scope how far such requests may go
 */
export async function localOwner(
  users: Pick<ReturnType<typeof createUsers>, 'add' | 'listAll'>,
  scope: 'read' | 'write',
): Promise<SignedIn> {
  const host = (await users.listAll()).find(({ role }) => role === 'HOST');
  const { id, role } = host ?? (await users.add({ username: USERNAME, password: random.secret() }));
  return { kind: 'user', userId: id, role, scope, via: 'local', credentialId: null };
}
