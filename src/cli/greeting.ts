import type { Config } from '../config.ts';
import { isPrivateToMachine } from '../domain/reach.ts';
import type { Services } from '../services/index.ts';

/** What a starting server says: where it is, and what to do next. */
export async function greeting(
  config: Pick<Config, 'host' | 'url' | 'trustProxy'>,
  address: string,
  { users, setupCode }: Pick<Services, 'setupCode'> & { users: Pick<Services['users'], 'isNew'> },
): Promise<string> {
  const url = config.url ?? address;
  if (!(await users.isNew())) return `Commonplace is at ${url}. Next: sign in`;
  const code = isPrivateToMachine(config) ? '' : ` with the setup code ${setupCode}`;
  return `Commonplace is at ${url}. Next: open it and create the first account${code}`;
}
