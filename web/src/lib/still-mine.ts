import type { User } from '../../../src/client/index.ts';
import { deviceUser } from './device-user.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';

/** Whether what is unsent here is of who is signed in: in another window somebody else may be by now. */
export function isStillMine(): boolean {
  const user = queryClient.getQueryData<User | null>(keys.session);
  return Boolean(user) && user?.id === deviceUser();
}
