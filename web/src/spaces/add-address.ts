import { ClientError } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';

/**
 * Saves a page into a space; one that is saved already is added as it is.
 * @returns the id of its note
 */
export async function addAddress(address: string, spaceId: string): Promise<string> {
  try {
    return (await client.memories.add(address, { spaces: [spaceId] })).id;
  } catch (error) {
    const existing = error instanceof ClientError ? error.existingId : undefined;
    if (existing === undefined) throw error;
    await client.spaces.addContent(spaceId, existing);
    return existing;
  }
}
