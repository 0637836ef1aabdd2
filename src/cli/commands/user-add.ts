import { Option } from 'commander';
import type { Define } from '../catalogue.ts';
import { withServices } from '../local-services.ts';
import { printLine } from '../output.ts';
import { readPassword } from '../read-password.ts';
import { addStoreSettings } from '../setting-options.ts';

interface Options {
  email?: string;
  nickname?: string;
  role?: 'admin' | 'user';
  passwordStdin?: boolean;
}

const ROLES = { admin: 'ADMIN', user: 'USER' } as const;

export const define: Define = (command, context) => {
  const { io, program } = context;
  command
    .argument('<name>')
    .option('--email <address>', 'e-mail address')
    .option('--nickname <name>', 'name that others see')
    .addOption(
      new Option('--role <role>', 'default: user; the first account is the host').choices(Object.keys(ROLES)),
    )
    .option('--password-stdin', 'read the password from standard input');
  addStoreSettings(command, program.settings);
  command.action(async (username: string, { email, nickname, role = 'user', ...options }: Options) => {
    const password = await readPassword(io, options);
    await withServices(command, context, async ({ users }) => {
      const user = await users.add({ username, password, email, nickname }, ROLES[role]);
      printLine(io, `Created ${user.username} with the role ${user.role}`);
    });
  });
};
