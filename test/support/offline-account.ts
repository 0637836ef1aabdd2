import { createServices } from '../../src/services/index.ts';
import { openStore } from '../../src/store/open.ts';

/** Makes the first account of a store that no server has open. */
export async function makeAccount(database: string): Promise<{ token: string; userId: number }> {
  const store = await openStore(database);
  const services = await createServices({
    store,
    limits: { maxContentBytes: 1024 * 1024 },
    guessing: { perAccount: 10, perAddress: 50 },
    allowSignUp: undefined,
  });
  const { id } = await services.users.add({ username: 'ada', password: 'correct horse battery' });
  const { secret } = await services.tokens.createFor(id, { name: 'test' });
  await store.close();
  return { token: secret, userId: id };
}
