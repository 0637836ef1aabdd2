import type { Memo, User } from '../../../src/client/index.ts';
import { deviceUser } from './device-user.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';

const whoIsHere = (): User | null | undefined => queryClient.getQueryData<User | null>(keys.session);

/** Whether what is unsent here is of who is signed in: in another window somebody else may be by now. */
export function isStillMine(): boolean {
  const user = whoIsHere();
  return Boolean(user) && user?.id === deviceUser();
}

export const isByMe = ({ creator }: Memo): boolean => creator === whoIsHere()?.name;
