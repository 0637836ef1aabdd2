import type { Define } from '../catalogue.ts';
import { withServices } from '../local-services.ts';
import { printableTime, printJson, printTable } from '../output.ts';
import { addStoreSettings } from '../setting-options.ts';
import { userRecord } from '../user-record.ts';

export const define: Define = (command, context) => {
  const { io, program } = context;
  command.option('--json', 'print JSON');
  addStoreSettings(command, program.settings);
  command.action(async ({ json }: { json?: boolean }) => {
    await withServices(command, context, async ({ users }) => {
      const all = await users.listAll();
      if (json) return printJson(io, all.map(userRecord));
      printTable(
        io,
        ['NAME', 'ROLE', 'STATUS', 'EMAIL', 'CREATED'],
        all.map(({ username, role, status, email, createdAt }) => [
          username,
          role,
          status,
          email || '-',
          printableTime(createdAt),
        ]),
      );
    });
  });
};
