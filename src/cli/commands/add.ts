import type { SignedIn } from '../../domain/access.ts';
import type { User } from '../../domain/user.ts';
import type { Services } from '../../services/index.ts';
import type { MemoryView } from '../../services/memory-view.ts';
import type { SpaceView } from '../../services/space-view.ts';
import type { Define } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { findUser } from '../find-user.ts';
import { withServices } from '../local-services.ts';
import { printJson, printLine } from '../output.ts';
import { readText } from '../read-text.ts';
import { goOnWithKnown, knownSentenceOf, knownUid } from '../saved-already.ts';
import { addStoreSettings } from '../setting-options.ts';

interface Options {
  user?: string;
  space: string[];
  pictures?: boolean;
  again?: boolean;
  json?: boolean;
}

export const define: Define = (command, context) => {
  const { io, program } = context;
  command
    .argument('<content>', 'an address of the web, a text, or - for standard input')
    .option('--user <name>', 'whose it is; may be left out where there is one account')
    .option('--space <space>', 'a space that is to hold it, by name or id; may be repeated', append, [])
    .option('--pictures', 'keep the pictures of the page, too, as attachments')
    .option('--again', 'fetch the page anew where you have saved it already')
    .option('--json', 'print JSON');
  addStoreSettings(command, program.settings);
  command.action(async (argument: string, { user: username, space, pictures, again, json }: Options) => {
    const content = argument === '-' ? await readText(io) : argument;
    await withServices(command, context, async (services) => {
      const user = await chooseUser(services, username);
      const principal = principalOf(user);
      const spaces = await spacesNamed(services, principal, space);
      const input = { content, spaces: spaces.map(({ uid }) => uid), pictures };
      const added = await services.memories.add(principal, input).catch(knownUid);
      if (typeof added !== 'string') {
        if (json) printJson(io, recordOf(added, spaces));
        else printLine(io, sentenceOf(added));
        return;
      }
      const known = await goOnWithKnown(services, principal, added, { spaces, again });
      if (json) printJson(io, recordOf(known, known.spaces));
      else printLine(io, knownSentenceOf(known));
    });
  });
};

function append(one: string, others: string[]): string[] {
  return [...others, one];
}

/** @throws Failure where it cannot be told, or the account is disabled */
async function chooseUser(services: Services, username: string | undefined): Promise<User> {
  if (username === undefined) {
    const [only, another] = (await services.users.listAll()).filter(({ status }) => status === 'NORMAL');
    if (!only) throw new Failure('There is no account yet; see "commonplace help user add"');
    if (another)
      throw new Failure(
        'There are several accounts: say whose it is with --user; see "commonplace user list"',
      );
    return only;
  }
  const user = await findUser(services, username);
  if (user.status !== 'NORMAL')
    throw new Failure(`${user.username} is disabled; see "commonplace help user enable"`);
  return user;
}

/** Whoever may open the store may write for its accounts. */
function principalOf({ id, role }: User): SignedIn {
  return { kind: 'user', userId: id, role, scope: 'write', via: 'local', credentialId: null };
}

/** @throws Failure for a space that the user cannot name so */
async function spacesNamed(
  { spaces }: Services,
  principal: SignedIn,
  names: readonly string[],
): Promise<SpaceView[]> {
  if (names.length === 0) return [];
  const known = await spaces.list(principal);
  return names.map((name) => {
    const uid = name.split('---', 1)[0];
    const found = known.filter((space) => space.uid === uid);
    if (found.length === 0) found.push(...known.filter((space) => space.name === name));
    const [space, another] = found;
    if (!space) {
      const all = known.map((one) => `${one.name} (${one.uid})`).join(', ');
      throw new Failure(`There is no space ${JSON.stringify(name)} here; there are: ${all || 'none'}`);
    }
    if (another)
      throw new Failure(
        `Several spaces are called ${JSON.stringify(name)}: name one of ${found.map(({ uid: id }) => id).join(', ')}`,
      );
    return space;
  });
}

function sentenceOf({ note, page }: MemoryView): string {
  if (!page) return `Saved the text as ${note.uid}`;
  return `Saved ${page.url} as ${note.uid}; the server fetches the page, at once where it is running`;
}

function recordOf({ note, page }: MemoryView, spaces: readonly { uid: string; name: string }[]) {
  return {
    id: note.uid,
    type: note.kind,
    url: page?.url ?? null,
    status: page?.status ?? 'done',
    spaces: spaces.map(({ uid, name }) => ({ id: uid, name })),
  };
}
