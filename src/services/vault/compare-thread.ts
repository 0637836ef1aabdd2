import { parentPort, workerData } from 'node:worker_threads';
import { openVaultQueries, type VaultQueries } from '../../store/vault-queries.ts';
import { listFolder, type FolderListing } from '../../vault/list-folder.ts';
import type { CompareReply, CompareRequest } from './compare-messages.ts';

/** The thread of `createComparer`. Listings stay here: a hundred thousand names would take long to hand over. */
const listings = new Map<number, FolderListing>();

function answer(request: CompareRequest): unknown {
  if (request.ask === 'list') {
    const listing = listFolder(request.folder);
    listings.set(request.id, listing);
    return { id: request.id, files: listing.stamps.size, temporaries: listing.temporaries };
  }
  if (request.ask === 'forget') return listings.delete(request.listing);
  const queries = openVaultQueries((workerData as { database: string }).database);
  try {
    const { ownerId } = request;
    if (request.ask === 'differing') return differing(queries, request.listing, ownerId);
    return { orphans: queries.orphans(ownerId), behind: queries.behind(ownerId) };
  } finally {
    queries.close();
  }
}

/** The listing is used up. */
function differing(queries: VaultQueries, id: number, ownerId: number): string[] {
  const stamps = listings.get(id)?.stamps ?? new Map<string, string>();
  listings.delete(id);
  const names: string[] = [];
  for (const [filename, stamp, problem] of queries.stamps(ownerId)) {
    if (stamps.get(filename) !== stamp || problem === 'unreadable') names.push(filename);
    stamps.delete(filename);
  }
  return [...names, ...stamps.keys()];
}

parentPort?.on('message', (request: CompareRequest) => {
  const { id } = request;
  const reply = (message: CompareReply): void => parentPort?.postMessage(message, []);
  try {
    reply({ id, result: answer(request) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    reply({ id, error: { code, message } });
  }
});
