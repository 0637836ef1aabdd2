import type { Define } from '../catalogue.ts';
import { findUser } from '../find-user.ts';
import { withServices } from '../local-services.ts';
import { printLine } from '../output.ts';
import { readPassword } from '../read-password.ts';
import { addStoreSettings } from '../setting-options.ts';

export const define: Define = (command, context) => {
  const { io, program } = context;
  command.argument('<name>').option('--password-stdin', 'read the password from standard input');
  addStoreSettings(command, program.settings);
  command.action(async (name: string, options: { passwordStdin?: boolean }) => {
    await withServices(command, context, async (services) => {
      const { id, username } = await findUser(services, name);
      await services.users.setPassword({ id }, await readPassword(io, options));
      printLine(io, `Changed the password of ${username}; all its sessions and access tokens have ended`);
    });
  });
};
