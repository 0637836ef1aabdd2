import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../../../domain/errors.ts';
import { argvOfQuery, CommandError, parseCommand, type CommandName } from '../../../domain/notesium/index.ts';
import { isCached, sendNotModified } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { NotesiumApp, NotesiumOptions } from '../face.ts';
import { commandQuery, TEXT_ANSWERS } from '../schema.ts';
import { createRevisionTags } from '../tags.ts';

/** The commands that are passed on, and whether their output depends on the notes alone. */
const COMMANDS = {
  new: { summary: 'Get path for a new note', isPure: false },
  list: { summary: 'Get list of notes', isPure: true },
  links: { summary: 'Get list of links', isPure: true },
  lines: { summary: 'Get note lines', isPure: true },
  stats: { summary: 'Get statistics', isPure: true },
  version: { summary: 'Get version information', isPure: false },
} as const satisfies Partial<Record<CommandName, { summary: string; isPure: boolean }>>;

export function rawRoutes(app: NotesiumApp, { services, build }: NotesiumOptions): void {
  const { notebook, notebookCommands } = services;
  const tagsOf = createRevisionTags(build.version);

  async function run(name: keyof typeof COMMANDS, request: FastifyRequest, reply: FastifyReply) {
    const principal = principalOf(request);
    const query = queryOf(request);
    const command = parseCommand(argvOfQuery(name, query));
    const etag = COMMANDS[name].isPure
      ? tagsOf(JSON.stringify([name, query]))(request, await notebook.revision(principal))
      : undefined;
    if (etag !== undefined && isCached(request, etag)) return sendNotModified(reply, etag);
    const output = notebookCommands.run(principal, command, await notebook.folder(principal));
    // What is wrong with a command shows before its first piece.
    const first = await output.next();
    void reply.header('content-type', 'text/plain; charset=utf-8');
    if (etag !== undefined) void reply.header('etag', etag);
    return reply.send(first.done ? '' : Readable.from(bytesOf(first.value, output), { objectMode: false }));
  }

  for (const [name, { summary }] of Object.entries(COMMANDS)) {
    app.get(
      `/${name}`,
      {
        // The command reads its options itself.
        validatorCompiler: () => () => true,
        schema: {
          tags: ['raw'],
          summary,
          querystring: commandQuery(name as CommandName),
          response: TEXT_ANSWERS,
        },
      },
      (request, reply) => run(name as keyof typeof COMMANDS, request, reply),
    );
  }

  app.get<{ Params: { command: string } }>('/:command', { schema: { hide: true } }, async ({ params }) => {
    throw new CommandError(`unrecognized command: ${params.command.slice(0, 200)}`);
  });
}

async function* bytesOf(first: string, rest: AsyncIterable<string>): AsyncGenerator<Buffer, void> {
  yield Buffer.from(first);
  for await (const piece of rest) yield Buffer.from(piece);
}

/** In the order in which they were given. @throws INVALID_ARGUMENT naming the parameter */
function queryOf({ url }: FastifyRequest): [string, string][] {
  const start = url.indexOf('?');
  const query = start === -1 ? [] : [...new URLSearchParams(url.slice(start + 1))];
  const seen = new Set<string>();
  for (const [name, value] of query) {
    const shown = name.slice(0, 64);
    if (`${name}${value}`.includes('\0')) throw invalid(shown, 'Must not contain the character NUL');
    if (seen.has(name)) throw invalid(shown, 'Must be given once');
    seen.add(name);
  }
  return query;
}
