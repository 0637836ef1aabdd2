import type { Define } from '../catalogue.ts';
import { findUser } from '../find-user.ts';
import { withServices } from '../local-services.ts';
import { printableTime, printJson, printTable } from '../output.ts';
import { addStoreSettings } from '../setting-options.ts';
import { tokenRecord } from '../token-record.ts';

export const define: Define = (command, context) => {
  const { io, program } = context;
  command.argument('<user>').option('--json', 'print JSON');
  addStoreSettings(command, program.settings);
  command.action(async (username: string, { json }: { json?: boolean }) => {
    await withServices(command, context, async (services) => {
      const user = await findUser(services, username);
      const tokens = await services.tokens.listOf(user.id);
      if (json) return printJson(io, tokens.map(tokenRecord));
      printTable(
        io,
        ['ID', 'NAME', 'SCOPE', 'CREATED', 'LAST USED', 'EXPIRES'],
        tokens.map(({ id, name, scope, createdAt, lastUsedAt, expiresAt }) => [
          String(id),
          name,
          scope,
          printableTime(createdAt),
          printableTime(lastUsedAt),
          printableTime(expiresAt),
        ]),
      );
    });
  });
};
