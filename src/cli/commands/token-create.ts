import { Option } from 'commander';
import { SCOPES, type Scope } from '../../domain/access.ts';
import type { Define } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { findUser } from '../find-user.ts';
import { withServices } from '../local-services.ts';
import { printJson, printLine } from '../output.ts';
import { readExpiry } from '../read-expiry.ts';
import { addStoreSettings } from '../setting-options.ts';
import { tokenRecord } from '../token-record.ts';

interface Options {
  scope?: Scope;
  expires?: string;
  json?: boolean;
}

export const define: Define = (command, context) => {
  const { io, program } = context;
  command
    .argument('<user>')
    .argument('<name>', 'what the token is for')
    .addOption(new Option('--scope <scope>', 'default: write').choices(SCOPES))
    .option('--expires <when>', 'days such as 90d, hours such as 12h, or an RFC 3339 time; default: never')
    .option('--json', 'print JSON');
  addStoreSettings(command, program.settings);
  command.action(async (username: string, name: string, { scope, expires, json }: Options) => {
    const expiresAt = expires === undefined ? undefined : readExpiry(expires, Date.now());
    await withServices(command, context, async (services) => {
      const user = await findUser(services, username);
      if (user.status !== 'NORMAL') {
        throw new Failure(`${user.username} is disabled; see "commonplace help user enable"`);
      }
      const { token, secret } = await services.tokens.createFor(user.id, { name, scope, expiresAt });
      if (json) printJson(io, { ...tokenRecord(token), accessToken: secret });
      else printLine(io, secret);
    });
  });
};
