import type { Define } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { withServices } from '../local-services.ts';
import { printLine } from '../output.ts';
import { addStoreSettings } from '../setting-options.ts';

export const define: Define = (command, context) => {
  const { io, program } = context;
  command.argument('<id>', 'as "token list" shows it');
  addStoreSettings(command, program.settings);
  command.action(async (id: string) => {
    if (!/^\d{1,15}$/.test(id))
      throw new Failure('id: Must be a number, as "commonplace token list" shows it');
    await withServices(command, context, async ({ tokens }) => {
      if (await tokens.revokeAny(Number(id))) return printLine(io, `Revoked the token ${id}`);
      throw new Failure(`There is no valid token with the id ${id}; see "commonplace token list"`);
    });
  });
};
